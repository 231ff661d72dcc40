// OPENID_CONNECT: tokens of an issuer that the API names, checked as AppSync does.
// https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#openid-connect-authorization
import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify } from 'jose';
import type { OpenIdConnectConfig } from '../control-plane/api-record.ts';
import { unauthorized } from './request-error.ts';

/** What resolvers see of a caller with a token. */
export type OidcIdentity = { claims: JWTPayload; issuer: string; sub: string };
type KeySet = ReturnType<typeof createRemoteJWKSet>;

const keySets = new Map<string, KeySet>();

/** The issuer's keys, by its discovery document; read again when a token names a key that is not among them. */
const keysOf = async (issuer: string): Promise<KeySet> => {
  const known = keySets.get(issuer);
  if (known) return known;
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { jwks_uri } = (await response.json()) as { jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration: 500 });
  keySets.set(issuer, keys);
  return keys;
};

/** `clientId` is a regular expression for the token's `aud` or `azp`. */
const isForClient = ({ clientId }: OpenIdConnectConfig, { aud, azp }: JWTPayload) => {
  if (!clientId) return true;
  const expression = new RegExp(`^(?:${clientId})$`);
  return [aud, azp].flat().some((each) => typeof each === 'string' && expression.test(each));
};

/** TTLs are milliseconds since the token was issued, and since its holder signed in; 0 is none. */
const isFresh = ({ iatTTL, authTTL }: OpenIdConnectConfig, { iat = 0, auth_time }: JWTPayload) => {
  const within = (since: number, ttl: number | undefined) => !ttl || Date.now() - since * 1000 <= ttl;
  return within(iat, iatTTL) && within(Number(auth_time ?? 0), authTTL);
};

const refusal = (error: unknown) => {
  if (error instanceof errors.JWTExpired) return unauthorized('Token has expired.');
  if (!(error instanceof errors.JOSEError)) console.error(`appsync: the OIDC issuer cannot be asked: ${String(error)}`);
  return unauthorized();
};

const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw unauthorized('Unable to parse JWT token.');
  }
};

/**
 * The identity behind a token, with or without `Bearer` before it.
 * @throws RequestError UnauthorizedException, 401
 */
export const oidcIdentity = async (
  authorization: string,
  providers: readonly OpenIdConnectConfig[],
): Promise<OidcIdentity> => {
  const token = authorization.replace(/^Bearer\s+/i, '');
  const named = issuerOf(token);
  const provider = providers.find(({ issuer }) => issuer === named);
  if (!provider) throw unauthorized();
  const { issuer } = provider;
  const { payload } = await keysOf(issuer)
    .then((keys) => jwtVerify(token, keys, { issuer, requiredClaims: ['sub', 'exp', 'iat'] }))
    .catch((error) => {
      throw refusal(error);
    });
  if (!isForClient(provider, payload) || !isFresh(provider, payload)) throw unauthorized();
  return { claims: payload, issuer, sub: payload.sub ?? '' };
};
