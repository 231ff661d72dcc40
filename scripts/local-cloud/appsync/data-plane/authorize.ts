import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { ApiRecord, AuthMode } from '../control-plane/api-record.ts';
import { ACCOUNT } from '../control-plane/identifiers.ts';
import { oidcIdentity } from './oidc.ts';
import { unauthorized } from './request-error.ts';
import { allowedModes } from './schema-directives.ts';

export type Headers = Record<string, unknown>;
/** Who asks: the mode that let them in, and the identity resolvers see (null for an API key). */
export type Caller = { mode: AuthMode; identity: Record<string, unknown> | null };

const header = (headers: Headers, name: string): string | undefined => {
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : undefined;
};
const SIGNED = /^AWS4-HMAC-SHA256 .*Credential=([^/\s]+)\/\d{8}\/[^/]+\/[^/]+\/aws4_request.*Signature=/;

/** IAM as resolvers see it. No signature is checked: any local credential is accepted. */
const iamIdentity = (accessKey: string, sourceIp: string) => ({
  accountId: ACCOUNT,
  userArn: `arn:aws:iam::${ACCOUNT}:user/${accessKey}`,
  username: accessKey,
  sourceIp: [sourceIp],
  cognitoIdentityPoolId: null,
  cognitoIdentityId: null,
  cognitoIdentityAuthType: null,
  cognitoIdentityAuthProvider: null,
});

const isLive = ({ keys }: ApiRecord, key: string) => {
  const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
  return known !== undefined && known.expires * 1000 > Date.now();
};

/**
 * Tells who makes a request, by IAM signature, API key or OIDC token, as far as the API has that mode.
 * @throws RequestError UnauthorizedException, 401
 */
export const authorize = async (record: ApiRecord, headers: Headers, sourceIp: string): Promise<Caller> => {
  const providers = [record.api, ...(record.api.additionalAuthenticationProviders ?? [])];
  const has = (mode: AuthMode) => providers.some(({ authenticationType }) => authenticationType === mode);
  const authorization = header(headers, 'authorization');
  const accessKey = SIGNED.exec(authorization ?? '')?.[1];
  if (accessKey && has('AWS_IAM')) return { mode: 'AWS_IAM', identity: iamIdentity(accessKey, sourceIp) };
  const key = header(headers, 'x-api-key');
  if (key && has('API_KEY') && isLive(record, key)) return { mode: 'API_KEY', identity: null };
  if (authorization && !accessKey && has('OPENID_CONNECT')) {
    const issuers = providers.flatMap(({ openIDConnectConfig }) => openIDConnectConfig ?? []);
    return { mode: 'OPENID_CONNECT', identity: await oidcIdentity(authorization, issuers) };
  }
  throw unauthorized(key || authorization ? undefined : 'Valid authorization header not provided.');
};

/** May this caller read this field? Introspection is open to whoever was let in. */
export const mayRead = (
  { api }: ApiRecord,
  caller: Caller,
  { type, field }: { type: GraphQLObjectType; field: GraphQLField<unknown, unknown> },
): boolean => type.name.startsWith('__') || allowedModes(type, field, api.authenticationType).includes(caller.mode);
