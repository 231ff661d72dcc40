import { HeraldError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { totalDecisionCounts } from '../domain/run/add-counts.ts';
import type { CandidateExports, RunFiles } from '../ports.ts';
import { parseRunStep } from './step-inputs.ts';

export type VerifyExportDeps = {
  files: Pick<RunFiles, 'readDecisionCounts'>;
  exports: Pick<CandidateExports, 'count'>;
};

/** The copy has not as many rows as the run has scored candidates. */
class ExportMismatchError extends HeraldError {
  override readonly name = 'ExportMismatchError';
}

/** Counts the copy in the warehouse against what the run itself counted. @throws ExportMismatchError */
export const createVerifyExport =
  ({ files, exports }: VerifyExportDeps) =>
  async (event: unknown): Promise<{ runId: string; exported: number }> => {
    const { run } = parseRunStep(event);
    const expected = totalDecisionCounts(await files.readDecisionCounts(run)).passed;
    const exported = await exports.count(run);
    if (exported !== expected) {
      throw new ExportMismatchError(`${run.runId} scored ${expected} candidates, its export has ${exported} rows`, {
        whatToDo: 'Start the export again; if it persists, compare candidates_export with decisions by customer.',
      });
    }
    logger.info('export verified', { runId: run.runId, exported });
    return { runId: run.runId, exported };
  };
