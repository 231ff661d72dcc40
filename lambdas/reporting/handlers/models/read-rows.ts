import { gunzipSync } from 'node:zlib';
import { parseTrainingRow, type TrainingRow } from '../../domain/models/training-row.ts';
import type { TrainingFiles } from '../../ports.ts';

/** The rows under a prefix, object by object: one object at a time is in memory. */
export async function* readRows(
  files: Pick<TrainingFiles, 'list' | 'get'>,
  prefix: string,
): AsyncGenerator<TrainingRow[]> {
  for (const key of await files.list(prefix)) {
    const body = await files.get(key);
    if (!body || body.length === 0) continue;
    const text = (body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body) : body).toString();
    yield text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map(parseTrainingRow);
  }
}
