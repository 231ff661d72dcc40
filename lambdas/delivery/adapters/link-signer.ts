import * as z from 'zod';
import { InvalidInputError } from '../../shared/errors.ts';
import { type LinkPurpose, linkPaths } from '../domain/links/link-purpose.ts';
import { safeTarget } from '../domain/links/safe-target.ts';
import { fitsToken, type LinkKeys, signToken, verifyToken } from '../domain/links/token.ts';
import type { LinkSigner, LinkVerifier } from '../ports.ts';

/** The secret SECRET_LINK_KEYS: to rotate add a key, then make it `current`; take the old one away when its links expired. */
const linkKeys = z.object({
  current: z.string().regex(/^[A-Za-z0-9]{2,8}$/),
  keys: z.record(z.string().regex(/^[A-Za-z0-9]{2,8}$/), z.base64()),
});
type Options = {
  secret: () => Promise<string>;
  /** WEB_URL: where people see pages. PAGES_URL: where machines are answered. */
  bases: { web: string; api: string };
};

/** These never show a page: the open pixel, and the redirect that is counted. */
const forMachines: readonly LinkPurpose[] = ['open', 'click'];

/** Signs links with the keys that `secret` gives. */
export const linkSigner = ({ secret, bases }: Options): LinkSigner => {
  const keys = keysFrom(secret);
  return {
    url: async ({ purpose, notificationId, expiresAt, to, oneClick }) => {
      if (!fitsToken(notificationId) || Number.isNaN(Date.parse(expiresAt)))
        throw notSignable('Its notification id or its expiry is none');
      const target = to === undefined ? undefined : safeTarget(to);
      if (to !== undefined && target === undefined) throw notSignable('Its target is no http(s) address');
      const token = signToken({ purpose, notificationId, expiresAt, ...(target && { to: target }) }, await keys());
      const base = oneClick || forMachines.includes(purpose) ? bases.api : bases.web;
      return `${base.replace(/\/$/, '')}/${linkPaths[purpose]}/${token}`;
    },
  };
};

/** The other half, for the pages. */
export const linkVerifier = ({ secret }: Pick<Options, 'secret'>): LinkVerifier => {
  const keys = keysFrom(secret);
  return { verify: async (token, expected) => verifyToken(token, await keys(), expected) };
};

/** The keys of the secret as it is now; read anew only when its text has changed. */
const keysFrom = (secret: () => Promise<string>): (() => Promise<LinkKeys>) => {
  let kept: { text: string; keys: LinkKeys } | undefined;
  return async () => {
    const text = await secret();
    if (kept?.text !== text) kept = { text, keys: keysOf(text) };
    return kept.keys;
  };
};

const keysOf = (text: string): LinkKeys => {
  const parsed = linkKeys.safeParse(parseJson(text));
  const current = parsed.success && parsed.data.keys[parsed.data.current];
  if (!parsed.success || !current)
    throw new InvalidInputError(
      'The secret of link keys is not {current, keys: {id: base64}} with the current key in it',
      {
        whatToDo: 'Put it right in Secrets Manager (SECRET_LINK_KEYS).',
      },
    );
  const keys = new Map(Object.entries(parsed.data.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]));
  return { current: parsed.data.current, keys };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const notSignable = (why: string) =>
  new InvalidInputError(`A link can't be signed: ${why}`, { whatToDo: 'Look at the message’s template variables.' });
