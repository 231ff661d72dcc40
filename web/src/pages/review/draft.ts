// What was written but not sent yet, on this device only. Named by a hash of the link's token: the token itself is kept nowhere.

/** `photos`: those that were uploaded already. `at`: ISO 8601. */
export type Draft = { stars?: number; text: string; photos: { photoId: string; name: string }[]; at: string };
/** Where drafts are kept: localStorage, or nothing where the browser forbids it. */
export type DraftShelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'herald-draft:';
const keptDays = 30;

const nameOf = async (token: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return prefix + [...new Uint8Array(digest).slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

const parse = (text: string | null): Draft | undefined => {
  try {
    const draft = JSON.parse(text ?? 'null') as Draft | null;
    return draft && typeof draft.text === 'string' && Array.isArray(draft.photos) ? draft : undefined;
  } catch {
    return undefined;
  }
};

/** Drafts whose link has long expired. */
const sweep = (shelf: DraftShelf, now: Date): void => {
  const names = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '');
  for (const name of names.filter((each) => each.startsWith(prefix))) {
    const at = Date.parse(parse(shelf.getItem(name))?.at ?? '');
    if (!(now.getTime() - at < keptDays * 86_400_000)) shelf.removeItem(name);
  }
};

/** The drafts of one link. A browser that keeps nothing (private mode, full) makes every call do nothing. */
export type Drafts = { load: () => Draft | undefined; save: (draft: Draft) => void; remove: () => void };

const attempt = <T>(act: () => T): T | undefined => {
  try {
    return act();
  } catch {
    return undefined;
  }
};

/** @param shelf gives the storage; it may throw, as `localStorage` does when it is forbidden */
export const openDrafts = async (token: string, shelf: () => DraftShelf, now: Date): Promise<Drafts> => {
  // No hash without a secure context: then nothing is kept.
  const name = await nameOf(token).catch(() => undefined);
  if (name === undefined) return { load: () => undefined, save: () => undefined, remove: () => undefined };
  attempt(() => sweep(shelf(), now));
  return {
    load: () => attempt(() => parse(shelf().getItem(name))),
    save: (draft) => attempt(() => shelf().setItem(name, JSON.stringify(draft))),
    remove: () => attempt(() => shelf().removeItem(name)),
  };
};
