import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type BatchProgram, batchProgramSchema } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { marketplacesSchema } from '../../lambdas/shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';

const read = (file: string): unknown => parse(readFileSync(new URL(`../../programs/${file}`, import.meta.url), 'utf8'));

/** The repository's product-reviews program, as a run would pin it, with overrides. */
export const aPinnedProgram = (overrides: Partial<BatchProgram> = {}): PinnedProgram => ({
  hash: 'h1',
  program: { ...batchProgramSchema.parse(read('product-reviews.yaml')), ...overrides },
  marketplaces: marketplacesSchema.parse(read('marketplaces.yaml')),
});
