import { HeraldError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { totalSplitCounts } from '../domain/run/add-counts.ts';
import { TELLING_ROWS } from '../domain/run/schema-drift.ts';
import type { PartResult, RunFiles, RunLedger } from '../ports.ts';
import { type ProgressDeps, tell } from './progress.ts';
import { parseQueryStep } from './step-inputs.ts';

export type WriteManifestDeps = ProgressDeps & {
  bucket: string;
  files: Pick<RunFiles, 'readParts' | 'writeManifest'>;
  ledger: Pick<RunLedger, 'update'>;
};
/** `at`: when the manifest was written, ISO 8601. */
export type ManifestRef = {
  bucket: string;
  key: string;
  chunks: number;
  rows: number;
  rejected: number;
  at: string;
};

/** Columns are missing or of another type in every row: the upstream schema has changed. */
class SchemaDriftError extends HeraldError {
  override readonly name = 'SchemaDriftError';
}

/**
 * Joins the parts into one manifest, ascending by hash, which Map 1, Map 2 and `why` read.
 * @throws SchemaDriftError when every part that has rows enough to tell has the same column wrong
 */
export const createWriteManifest =
  (deps: WriteManifestDeps) =>
  async (event: unknown): Promise<ManifestRef> => {
    const { run, query } = parseQueryStep(event);
    const parts = (await deps.files.readParts(run)).sort((a, b) => (a.part < b.part ? -1 : 1));
    refuseDrift(parts);
    const { rows, rejected } = totalSplitCounts(parts.map(({ counts }) => counts));
    const chunks = parts.flatMap((part) => part.chunks);
    const key = await deps.files.writeManifest(run, chunks);
    await deps.ledger.update(run.runId, { stage: 'Filter and Score' });
    const message = `${rows} rows (${rejected} bad) in ${chunks.length} chunks; ${query.bytesScanned} bytes scanned`;
    await tell(deps, run, { stage: 'WriteManifest', message });
    logger.info('manifest written', { runId: run.runId, chunks: chunks.length, rows, rejected });
    const at = deps.clock.now().toISOString();
    return { bucket: deps.bucket, key, chunks: chunks.length, rows, rejected, at };
  };

const refuseDrift = (parts: readonly PartResult[]): void => {
  const telling = parts.filter(({ counts }) => counts.rows >= TELLING_ROWS);
  const [first, ...others] = telling.map(
    ({ counts }) => new Map(counts.drift?.map((words) => [columnIn(words), words])),
  );
  const everywhere = [...(first ?? [])].filter(([column]) => others.every((drift) => drift.has(column)));
  if (everywhere.length === 0) return;
  throw new SchemaDriftError(everywhere.map(([, words]) => words).join('; '), {
    whatToDo: 'Repair the upstream table, or follow the change in the program’s query and attributes.',
  });
};

const columnIn = (words: string): string => /^column "([^"]*)"/.exec(words)?.[1] ?? words;
