import { createHash } from 'node:crypto';
import type { Body, Call } from './call.ts';
import { badRequest, notFound, SesError } from './ses-error.ts';
import type { Identity, SesState, Tag } from './state.ts';

const typeOf = (name: string) => (name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN');

/** Three tokens that are the same for the same domain, as a second plan must see no change. */
const dkimTokens = (name: string) =>
  [0, 1, 2].map((index) => createHash('sha256').update(`${index} ${name}`).digest('hex').slice(0, 32));

const dkimOf = (name: string) => ({
  SigningEnabled: typeOf(name) === 'DOMAIN',
  Status: typeOf(name) === 'DOMAIN' ? 'SUCCESS' : 'NOT_STARTED',
  Tokens: typeOf(name) === 'DOMAIN' ? dkimTokens(name) : [],
  SigningAttributesOrigin: 'AWS_SES',
  NextSigningKeyLength: 'RSA_2048_BIT',
  CurrentSigningKeyLength: 'RSA_2048_BIT',
  LastKeyGenerationTimestamp: 1_767_225_600,
});

/** Every identity is verified as soon as it is made: there is no DNS and no mailbox to prove it by. */
const describe = (name: string, identity: Identity) => ({
  IdentityType: typeOf(name),
  FeedbackForwardingStatus: true,
  VerifiedForSendingStatus: true,
  VerificationStatus: 'SUCCESS',
  DkimAttributes: identity.DkimAttributes,
  MailFromAttributes: { BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
  Policies: {},
  Tags: identity.tags,
  ...(identity.ConfigurationSetName && { ConfigurationSetName: identity.ConfigurationSetName }),
});

const create = ({ identities }: SesState, body: Body) => {
  const name = String(body.EmailIdentity ?? '');
  if (!/^([^@\s]+@)?[^@\s]+\.[^@\s.]+$/.test(name)) throw badRequest(`Invalid email address or domain <${name}>.`);
  if (Object.hasOwn(identities, name))
    throw new SesError('AlreadyExistsException', `Email identity ${name} already exist.`);
  const set = body.ConfigurationSetName as string | undefined;
  const identity: Identity = { DkimAttributes: dkimOf(name), tags: (body.Tags ?? []) as Tag[] };
  if (set) identity.ConfigurationSetName = set;
  identities[name] = identity;
  const { IdentityType, VerifiedForSendingStatus, DkimAttributes } = describe(name, identity);
  return { IdentityType, VerifiedForSendingStatus, DkimAttributes };
};

const putPart = (identity: Identity, part: string, body: Body) => {
  if (part === 'configuration-set') {
    const { ConfigurationSetName: name } = body;
    if (typeof name === 'string') identity.ConfigurationSetName = name;
    else delete identity.ConfigurationSetName;
  } else if (part === 'dkim') identity.DkimAttributes.SigningEnabled = body.SigningEnabled ?? false;
  else throw notFound(`Operation on ${part} of an identity`);
  return {};
};

/** `/v2/email/identities…` */
export const onIdentities = (state: SesState, { method, rest, body }: Call): unknown => {
  const [name, part] = rest;
  const { identities } = state;
  if (name === undefined) {
    if (method === 'POST') return create(state, body);
    return { EmailIdentities: Object.keys(identities).map((IdentityName) => ({ IdentityName })) };
  }
  const identity = Object.hasOwn(identities, name) ? identities[name] : undefined;
  if (!identity) throw notFound(`Email identity ${name}`);
  if (part !== undefined) return putPart(identity, part, body);
  if (method === 'GET') return describe(name, identity);
  delete identities[name];
  return {};
};

/** Whether an address may stand in From: itself, its domain or a parent of that is an identity. */
export const isVerified = ({ identities }: SesState, address: string): boolean => {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return Object.keys(identities).some((name) => {
    const known = name.toLowerCase();
    return known === address.toLowerCase() || domain === known || domain.endsWith(`.${known}`);
  });
};
