/**
 * One sorted partition as far as it has been read. `unread`: more may follow what is buffered.
 */
export type Source<T> = { buffered: readonly T[]; unread: boolean };

/** What a merge could take, what is left of each source, and which sources must be read on before it can go on. */
export type Merged<T> = { taken: T[]; sources: Source<T>[]; starved: number[] };

/**
 * Takes up to `wanted` items from sorted sources, in order. Stops at a source that has run dry but may go on: its next
 * item could be the next of all.
 * @param precedes whether an item comes before another; every source is sorted by it
 */
export const mergeSources = <T>(
  sources: readonly Source<T>[],
  wanted: number,
  precedes: (a: T, b: T) => boolean,
): Merged<T> => {
  const next = sources.map(() => 0);
  const taken: T[] = [];
  let starved = dryOf(sources, next);
  while (taken.length < wanted && starved.length === 0) {
    const first = firstOf(sources, next, precedes);
    if (first === undefined) break;
    taken.push(first.item);
    next[first.index] = (next[first.index] ?? 0) + 1;
    if (isDry(sources[first.index], next[first.index])) starved = [first.index];
  }
  const left = sources.map(({ buffered, unread }, index) => ({ buffered: buffered.slice(next[index]), unread }));
  return { taken, sources: left, starved };
};

const isDry = <T>(source: Source<T> | undefined, next = 0): boolean =>
  source?.unread === true && next >= source.buffered.length;

const dryOf = <T>(sources: readonly Source<T>[], next: readonly number[]): number[] =>
  sources.flatMap((source, index) => (isDry(source, next[index]) ? [index] : []));

const firstOf = <T>(
  sources: readonly Source<T>[],
  next: readonly number[],
  precedes: (a: T, b: T) => boolean,
): { item: T; index: number } | undefined => {
  let first: { item: T; index: number } | undefined;
  for (const [index, { buffered }] of sources.entries()) {
    const item = buffered[next[index] ?? 0];
    if (item !== undefined && (first === undefined || precedes(item, first.item))) first = { item, index };
  }
  return first;
};
