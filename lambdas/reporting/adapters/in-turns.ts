/** As many reads as a Lambda's connections take without queueing. */
const atOnce = 25;

/** Reads for each item, 25 at a time. @returns in the items' order */
export const inTurns = async <A, B>(items: readonly A[], read: (item: A) => Promise<B>): Promise<B[]> => {
  const found: B[] = [];
  for (let from = 0; from < items.length; from += atOnce)
    found.push(...(await Promise.all(items.slice(from, from + atOnce).map(read))));
  return found;
};
