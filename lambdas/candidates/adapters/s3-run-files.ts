import type { Objects } from '../../shared/aws/s3-objects.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { Candidate } from '../domain/candidate.ts';
import type { DecisionRecord } from '../domain/decision.ts';
import type { DecisionCounts, StoreCounts } from '../domain/run/counts.ts';
import type { ChunkRef, RunContext, RunFailure } from '../domain/run/run.ts';
import type { PartResult, RunFiles } from '../ports.ts';
import { gzipLineWriter, packLines, streamLines, unpackLines } from './gzip-lines.ts';
import { decisionsPrefix, runPrefix } from './run-keys.ts';

const gzipType = 'application/gzip';
const readsAtOnce = 16;

/** The files of a run in the data bucket. Every write replaces the whole object, so that any step can be repeated. */
export const s3RunFiles = (objects: Objects): RunFiles => ({
  ...extractFiles(objects),
  ...chunkFiles(objects),
  ...countFiles(objects),
});

type ExtractFiles = Pick<
  RunFiles,
  | 'extractPrefix'
  | 'clearExtract'
  | 'extractParts'
  | 'extractLines'
  | 'openChunk'
  | 'openRejects'
  | 'writePart'
  | 'readParts'
  | 'writeManifest'
  | 'readManifest'
>;
const extractFiles = (objects: Objects): ExtractFiles => ({
  extractPrefix: (run) => `s3://${objects.bucket}/${runPrefix(run)}extract/`,
  clearExtract: async (run) => {
    await objects.removeAll(runPrefix(run));
    await objects.removeAll(decisionsPrefix(run));
  },
  extractParts: async (run) => {
    const folders = await objects.folders(`${runPrefix(run)}extract/`);
    return folders.flatMap((folder) => /part=([0-9a-f])\/$/.exec(folder)?.[1] ?? []);
  },
  extractLines: (run, part) => linesOf(objects, `${runPrefix(run)}extract/part=${part}/`),
  openChunk: (run, chunk) =>
    gzipLineWriter((packed) => objects.put(`${runPrefix(run)}chunks/${chunk}.jsonl.gz`, packed, gzipType)),
  openRejects: (run, part) =>
    gzipLineWriter((packed) => objects.put(`${runPrefix(run)}rejects/${part}.jsonl.gz`, packed, gzipType)),
  writePart: (run, part, value) => objects.put(`${runPrefix(run)}split/${part}.json`, JSON.stringify(value)),
  readParts: (run) => readAll<PartResult>(objects, `${runPrefix(run)}split/`),
  writeManifest: async (run, chunks) => {
    const key = `${runPrefix(run)}manifest.json`;
    await objects.put(key, JSON.stringify(chunks));
    return key;
  },
  readManifest: async (run) =>
    JSON.parse((await need(objects, `${runPrefix(run)}manifest.json`)).toString()) as ChunkRef[],
});

type ChunkFiles = Pick<RunFiles, 'readChunk' | 'writeFiltered' | 'readFiltered' | 'writeDecisions' | 'readDecisions'>;
const chunkFiles = (objects: Objects): ChunkFiles => {
  const read = async <T>(key: string): Promise<T[]> => unpackLines<T>(await need(objects, key));
  const write = async (key: string, records: readonly unknown[]): Promise<void> =>
    objects.put(key, await packLines(records), gzipType);
  const filtered = (run: RunContext, chunk: string) => `${runPrefix(run)}filtered/${chunk}.jsonl.gz`;
  const decisions = (run: RunContext, chunk: string) => `${decisionsPrefix(run)}${chunk}.jsonl.gz`;
  return {
    readChunk: (run, chunk) => read<Candidate>(`${runPrefix(run)}chunks/${chunk}.jsonl.gz`),
    writeFiltered: (run, chunk, records) => write(filtered(run, chunk), records),
    readFiltered: (run, chunk) => read<DecisionRecord>(filtered(run, chunk)),
    writeDecisions: (run, chunk, records) => write(decisions(run, chunk), records),
    readDecisions: (run, chunk) => read<DecisionRecord>(decisions(run, chunk)),
  };
};

type CountFiles = Pick<
  RunFiles,
  | 'writeDecisionCounts'
  | 'readDecisionCounts'
  | 'writeStoreCounts'
  | 'readStoreCounts'
  | 'writeChunkFailure'
  | 'readChunkFailures'
>;
const countFiles = (objects: Objects): CountFiles => {
  const folder = (run: RunContext, stage: string) => `${runPrefix(run)}counts/${stage}/`;
  const write = (run: RunContext, stage: string) => (chunk: string, counts: unknown) =>
    objects.put(`${folder(run, stage)}${chunk}.json`, JSON.stringify(counts));
  return {
    writeDecisionCounts: (run, chunk, counts) => write(run, 'decisions')(chunk, counts),
    readDecisionCounts: (run) => readAll<DecisionCounts>(objects, folder(run, 'decisions')),
    writeStoreCounts: (run, chunk, counts) => write(run, 'store')(chunk, counts),
    readStoreCounts: (run) => readAll<StoreCounts>(objects, folder(run, 'store')),
    writeChunkFailure: (run, chunk, failure) =>
      objects.put(`${runPrefix(run)}failures/${chunk}.json`, JSON.stringify(failure)),
    readChunkFailures: (run) => readAll<RunFailure>(objects, `${runPrefix(run)}failures/`),
  };
};

async function* linesOf(objects: Objects, prefix: string): AsyncGenerator<string> {
  for (const key of await objects.list(prefix)) yield* streamLines(await objects.stream(key));
}

const need = async (objects: Objects, key: string): Promise<Buffer> => {
  const found = await objects.get(key);
  if (found) return found;
  throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist, or may not be read`, {
    whatToDo: 'The step before has not finished, or the bucket’s lifecycle has removed the run: start the day again.',
  });
};

const readAll = async <T>(objects: Objects, prefix: string): Promise<T[]> => {
  const keys = await objects.list(prefix);
  const values: T[] = [];
  for (let from = 0; from < keys.length; from += readsAtOnce) {
    const batch = keys.slice(from, from + readsAtOnce);
    const bodies = await Promise.all(batch.map((key) => need(objects, key)));
    values.push(...bodies.map((body) => JSON.parse(body.toString()) as T));
  }
  return values;
};
