import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { marketplacesSchema } from '../../lambdas/shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import { type ReactiveProgram, reactiveProgramSchema } from '../../lambdas/shared/programs/reactive-program-schema.ts';

const read = (file: string): unknown => parse(readFileSync(new URL(`../../programs/${file}`, import.meta.url), 'utf8'));

/** The repository's predictive-issue-resolution program, as a case would pin it, with overrides. */
export const aPinnedReactiveProgram = (overrides: Partial<ReactiveProgram> = {}): PinnedProgram<ReactiveProgram> => ({
  hash: 'h1',
  program: { ...reactiveProgramSchema.parse(read('predictive-issue-resolution.yaml')), ...overrides },
  marketplaces: marketplacesSchema.parse(read('marketplaces.yaml')),
});
