import type { RowReject } from '../domain/run/row-mapper.ts';
import type { RunContext } from '../domain/run/run.ts';
import type { LineWriter, RunFiles } from '../ports.ts';

/** A bad row as the reject file keeps it. `line`: its place in the part, from 1. `raw`: the row as it came. */
export type RejectedRow = RowReject & { line: number; raw: string };

/** The reject file of a part; a part without bad rows leaves none. */
export const rejectFile = (files: Pick<RunFiles, 'openRejects'>, run: RunContext, part: string) => {
  let writer: LineWriter | undefined;
  return {
    write: async (row: RejectedRow): Promise<void> => {
      writer ??= files.openRejects(run, part);
      await writer.write(JSON.stringify(row));
    },
    close: async (): Promise<void> => writer?.close(),
  };
};
