import type { RunFiles } from '../ports.ts';
import { parseRunStep } from './step-inputs.ts';

export type ListPartsDeps = { files: Pick<RunFiles, 'extractParts'> };

/** Names the parts of the extract that have rows: at most 16, so that the state stays small. */
export const createListParts =
  ({ files }: ListPartsDeps) =>
  async (event: unknown): Promise<{ parts: string[] }> => {
    const { run } = parseRunStep(event);
    return { parts: await files.extractParts(run) };
  };
