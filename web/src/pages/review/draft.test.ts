import { describe, expect, it } from 'vitest';
import { type DraftShelf, openDrafts } from './draft.ts';

const now = new Date('2026-11-21T10:00:00Z');
const draft = { stars: 4, text: 'Bright.', photos: [{ photoId: '1', name: 'a.png' }], at: now.toISOString() };

/** localStorage, as far as drafts need it. */
const aShelf = (items = new Map<string, string>()) => {
  const shelf: DraftShelf = {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => void items.set(name, text),
    removeItem: (name) => void items.delete(name),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
  return { items, shelf: () => shelf };
};

describe('drafts', () => {
  it('are kept per link, under a name that does not tell the token', async () => {
    const { items, shelf } = aShelf();
    const mine = await openDrafts('k1.secret', shelf, now);
    mine.save(draft);
    expect((await openDrafts('k1.secret', shelf, now)).load()).toEqual(draft);
    expect((await openDrafts('k1.other', shelf, now)).load()).toBeUndefined();
    expect(JSON.stringify([...items])).not.toContain('secret');
    mine.remove();
    expect(items.size).toBe(0);
  });

  it('go after 30 days, and leave what is not theirs', async () => {
    const { items, shelf } = aShelf(new Map([['other', 'x']]));
    (await openDrafts('k1.secret', shelf, now)).save(draft);
    await openDrafts('k1.other', shelf, new Date('2026-12-20T10:00:00Z'));
    expect(items.size).toBe(2);
    await openDrafts('k1.other', shelf, new Date('2026-12-22T10:00:00Z'));
    expect([...items.keys()]).toEqual(['other']);
  });

  it.each(['{', 'null', '7', '{"text":1}', '{"text":"x"}'])('that are broken (%s) are none', async (text) => {
    const { items, shelf } = aShelf();
    const drafts = await openDrafts('k1.secret', shelf, now);
    drafts.save(draft);
    for (const name of items.keys()) items.set(name, text);
    expect(drafts.load()).toBeUndefined();
  });

  it('are no trouble where the browser keeps nothing', async () => {
    const forbidden = () => {
      throw new DOMException('no', 'SecurityError');
    };
    const drafts = await openDrafts('k1.secret', forbidden, now);
    drafts.save(draft);
    drafts.remove();
    expect(drafts.load()).toBeUndefined();
  });
});
