import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Objects of a JSON Lines file in batches of `size`, streamed. */
export async function* batchesOf(path: string, size: number): AsyncGenerator<Record<string, unknown>[]> {
  let batch: Record<string, unknown>[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    batch.push(JSON.parse(line) as Record<string, unknown>);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
