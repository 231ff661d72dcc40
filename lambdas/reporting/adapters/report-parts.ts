/** As many rows as a chunk of a batch run has, so that Athena finds objects of one size. */
const rowsPerPart = 5_000;

export const partKey = (prefix: string, index: number): string =>
  `${prefix}part-${String(index).padStart(4, '0')}.jsonl.gz`;

/** Pages of any size as parts of at most 5,000 rows. */
export async function* inChunks<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T[]> {
  let waiting: T[] = [];
  for await (const page of pages) {
    for (const row of page) {
      waiting.push(row);
      if (waiting.length < rowsPerPart) continue;
      yield waiting;
      waiting = [];
    }
  }
  if (waiting.length > 0) yield waiting;
}
