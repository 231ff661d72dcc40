// The fake of RunFiles. Everything is kept as JSON text, as in the bucket: what is read back is never the same object.
import { NotFoundError } from '../../shared/errors.ts';
import type { RunContext } from '../domain/run/run.ts';
import type { LineWriter, RunFiles } from '../ports.ts';

type Lines = readonly string[];
/** `extract`: lines by part (hex digit), as the warehouse would have exported them for any run. */
export type MemoryRunFiles = RunFiles & {
  /** Raw lines of an object, such as `rejects/0` or `chunks/0-0000`, for assertions. */
  lines(run: RunContext, name: string): Lines;
};

export const memoryRunFiles = (extract: ReadonlyMap<string, Lines> = new Map()): MemoryRunFiles => {
  const objects = new Map<string, Lines>();
  const keyOf = (run: RunContext, name: string): string => `${run.runId}/${name}`;
  const need = (run: RunContext, name: string): Lines => {
    const found = objects.get(keyOf(run, name));
    if (found) return found;
    throw new NotFoundError(`${keyOf(run, name)} does not exist`, { whatToDo: 'Run the step before.' });
  };
  const write = (run: RunContext, name: string, values: readonly unknown[]): void => {
    objects.set(
      keyOf(run, name),
      values.map((value) => JSON.stringify(value)),
    );
  };
  const read = <T>(run: RunContext, name: string): T[] => need(run, name).map((line) => JSON.parse(line) as T);
  const readAll = <T>(run: RunContext, folder: string): T[] =>
    [...objects.keys()]
      .filter((key) => key.startsWith(keyOf(run, folder)))
      .sort()
      .map((key) => JSON.parse(objects.get(key)?.[0] ?? 'null') as T);
  const writer = (run: RunContext, name: string): LineWriter => {
    const written: string[] = [];
    return {
      write: async (line) => void written.push(line),
      close: async () => void objects.set(keyOf(run, name), written),
    };
  };
  return {
    lines: need,
    extractPrefix: (run) => `memory://${run.runId}/extract/`,
    clearExtract: async (run) => {
      for (const key of [...objects.keys()]) if (key.startsWith(keyOf(run, ''))) objects.delete(key);
    },
    extractParts: async () => [...extract.keys()].sort(),
    async *extractLines(_run, part) {
      yield* extract.get(part) ?? [];
    },
    openChunk: (run, chunk) => writer(run, `chunks/${chunk}`),
    openRejects: (run, part) => writer(run, `rejects/${part}`),
    writePart: async (run, part, value) => write(run, `split/${part}`, [value]),
    readParts: async (run) => readAll(run, 'split/'),
    writeManifest: async (run, chunks) => {
      write(run, 'manifest', chunks);
      return keyOf(run, 'manifest');
    },
    readManifest: async (run) => read(run, 'manifest'),
    readChunk: async (run, chunk) => read(run, `chunks/${chunk}`),
    writeFiltered: async (run, chunk, records) => write(run, `filtered/${chunk}`, records),
    readFiltered: async (run, chunk) => read(run, `filtered/${chunk}`),
    writeDecisions: async (run, chunk, records) => write(run, `decisions/${chunk}`, records),
    readDecisions: async (run, chunk) => read(run, `decisions/${chunk}`),
    writeDecisionCounts: async (run, chunk, counts) => write(run, `counts/decisions/${chunk}`, [counts]),
    readDecisionCounts: async (run) => readAll(run, 'counts/decisions/'),
    writeStoreCounts: async (run, chunk, counts) => write(run, `counts/store/${chunk}`, [counts]),
    readStoreCounts: async (run) => readAll(run, 'counts/store/'),
    writeChunkFailure: async (run, chunk, failure) => write(run, `failures/${chunk}`, [failure]),
    readChunkFailures: async (run) => readAll(run, 'failures/'),
  };
};
