import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { marketplacesSchema } from '../../lambdas/candidates/domain/program/marketplace-schema.ts';
import type { PinnedProgram } from '../../lambdas/candidates/domain/program/pinned-program.ts';
import { type Program, programSchema } from '../../lambdas/candidates/domain/program/program-schema.ts';

const read = (file: string): unknown => parse(readFileSync(new URL(`../../programs/${file}`, import.meta.url), 'utf8'));

/** The repository's product-reviews program, as a run would pin it, with overrides. */
export const aPinnedProgram = (overrides: Partial<Program> = {}): PinnedProgram => ({
  hash: 'h1',
  program: { ...programSchema.parse(read('product-reviews.yaml')), ...overrides },
  marketplaces: marketplacesSchema.parse(read('marketplaces.yaml')),
});
