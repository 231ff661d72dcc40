// A BatchGetItem or BatchWriteItem of which DynamoDB does only a part, as it may when it is busy.

type Keys = { Keys: unknown[]; [option: string]: unknown };
type Request = { RequestItems: Record<string, unknown[] | Keys>; [option: string]: unknown };
export type Split = {
  forward: Request;
  held: Record<string, unknown[] | Keys>;
  heldAs: 'UnprocessedKeys' | 'UnprocessedItems';
};

const itemsOf = (entry: unknown[] | Keys) => (Array.isArray(entry) ? entry : entry.Keys);
const withItems = (entry: unknown[] | Keys, items: unknown[]) =>
  Array.isArray(entry) ? items : { ...entry, Keys: items };

const isBatch = (input: Record<string, unknown>): input is Request =>
  typeof input.RequestItems === 'object' && input.RequestItems !== null;

/**
 * Holds back the second half of a batch, at least one item; `forward` may hold none.
 * @returns undefined for a call that is no batch
 */
export const splitBatch = (input: Record<string, unknown>): Split | undefined => {
  if (!isBatch(input)) return undefined;
  const entries = Object.entries(input.RequestItems);
  const total = entries.reduce((sum, [, entry]) => sum + itemsOf(entry).length, 0);
  let left = Math.floor(total / 2);
  const forward: Request['RequestItems'] = {};
  const held: Request['RequestItems'] = {};
  for (const [table, entry] of entries) {
    const items = itemsOf(entry);
    const taken = items.slice(0, left);
    const rest = items.slice(left);
    left -= taken.length;
    if (taken.length > 0) forward[table] = withItems(entry, taken);
    if (rest.length > 0) held[table] = withItems(entry, rest);
  }
  const heldAs = entries.some(([, entry]) => Array.isArray(entry)) ? 'UnprocessedItems' : 'UnprocessedKeys';
  return { forward: { ...input, RequestItems: forward }, held, heldAs };
};

/** DynamoDB's answer to the forwarded part, with what was held back beside what it did not do itself. */
export const addHeld = (answer: Record<string, unknown>, { held, heldAs }: Split): Record<string, unknown> => {
  const merged = { ...(answer[heldAs] as Split['held'] | undefined) };
  for (const [table, entry] of Object.entries(held)) {
    const own = merged[table];
    merged[table] = own ? withItems(entry, [...itemsOf(own), ...itemsOf(entry)]) : entry;
  }
  return { ...answer, [heldAs]: merged };
};
