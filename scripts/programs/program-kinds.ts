// Which schema a program file is read by: its `kind` decides.
import type * as z from 'zod';
import { batchProgramSchema } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { reactiveProgramSchema } from '../../lambdas/shared/programs/reactive-program-schema.ts';
import { saleProgramSchema } from '../../lambdas/shared/programs/sale-program-schema.ts';
import { nearest } from './nearest-key.ts';
import type { Finding } from './problem.ts';

/** Every kind of program; the same as in lambdas/shared/programs/any-program.ts. */
export const programKinds = {
  batch: batchProgramSchema,
  sale: saleProgramSchema,
  reactive: reactiveProgramSchema,
} as const;
export type ProgramKind = keyof typeof programKinds;

/** The kind a document names; `batch` where it names none, `undefined` where there is no such kind. */
export const kindOf = (value: unknown): ProgramKind | undefined => {
  const kind = (value as { kind?: unknown } | null)?.kind ?? 'batch';
  return Object.keys(programKinds).find((known): known is ProgramKind => known === kind);
};

/** What is wrong with a kind that isn't one. */
export const unknownKind = (value: unknown): Finding => {
  const { kind } = value as { kind: unknown };
  const meant = nearest(String(kind), Object.keys(programKinds));
  const allowed = Object.keys(programKinds).map((name) => JSON.stringify(name));
  return {
    path: ['kind'],
    what: `kind is ${JSON.stringify(kind)}`,
    right: `${meant ? `Did you mean "${meant}"? ` : ''}Allowed: ${allowed.join(', ')}`,
  };
};

/** The parser of a kind, loosely typed: callers narrow by `kind`. */
export const schemaOf = (kind: ProgramKind): z.ZodType => programKinds[kind];
