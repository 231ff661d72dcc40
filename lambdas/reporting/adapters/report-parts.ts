/** As many rows as a chunk of a batch run has, so that Athena finds objects of one size. */
const rowsPerPart = 5_000;

const partKey = (prefix: string, index: number): string => `${prefix}part-${String(index).padStart(4, '0')}.jsonl.gz`;

/** Writes pages of any size as parts of at most 5,000 rows. @returns the keys, and how many rows there were */
export const putParts = async (
  prefix: string,
  pages: AsyncIterable<readonly unknown[]>,
  putRows: (key: string, rows: readonly unknown[]) => Promise<void>,
): Promise<{ written: ReadonlySet<string>; rows: number }> => {
  const written = new Set<string>();
  let rows = 0;
  for await (const part of inParts(pages)) {
    const key = partKey(prefix, written.size);
    await putRows(key, part);
    written.add(key);
    rows += part.length;
  }
  return { written, rows };
};

async function* inParts<T>(pages: AsyncIterable<readonly T[]>): AsyncGenerator<T[]> {
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
