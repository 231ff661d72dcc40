// What the state machines hand to a step (docs/architecture.md, Steps). Parsed once, here, into exact types.
import * as z from 'zod';
import { InvalidInputError } from '../../shared/errors.ts';
import type { ChunkRef, RunContext } from '../domain/run/run.ts';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

export const runSchema: z.ZodType<RunContext> = z.object({
  runId: z.string(),
  programId: z.string(),
  programHash: z.string(),
  day,
  attempt: z.number().int(),
  asOf: z.string(),
  dryRun: z.boolean(),
  marketplaces: z.array(z.string()).exactOptional(),
  executionArn: z.string(),
  campaign: z.literal(true).exactOptional(),
  serving: z
    .object({ current: z.string(), canary: z.object({ version: z.string(), share: z.number() }).exactOptional() })
    .exactOptional(),
});

const chunkSchema: z.ZodType<ChunkRef> = z.object({
  chunk: z.string(),
  part: z.string(),
  from: z.string(),
  to: z.string(),
  rows: z.number().int(),
});

/** A query under way. `startedAt`: ISO 8601. `runtimeMs` and `costUsd` grow while it runs. */
export const querySchema = z.object({
  queryId: z.string(),
  startedAt: z.string(),
  polls: z.number().int(),
  waitSeconds: z.number().int(),
  state: z.enum(['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED']),
  bytesScanned: z.number().default(0),
  costUsd: z.number().default(0),
  runtimeMs: z.number().default(0),
});
export type QueryProgress = z.infer<typeof querySchema>;

export const executionSchema = z.object({ arn: z.string(), startedAt: z.string() });

const runStep = z.object({ run: runSchema });
const chunkStep = z.object({ run: runSchema, chunk: chunkSchema });
const queryStep = z.object({ run: runSchema, query: querySchema });

/** @throws InvalidInputError naming every field that is wrong */
export const parseInput = <S extends z.ZodType>(schema: S, event: unknown): z.infer<S> => {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  throw new InvalidInputError(`Wrong input: ${z.prettifyError(result.error)}`, {
    whatToDo: 'Compare the execution’s input with statemachines/*/examples.',
  });
};

export const parseRunStep = (event: unknown) => parseInput(runStep, event);
export const parseChunkStep = (event: unknown) => parseInput(chunkStep, event);
export const parseQueryStep = (event: unknown) => parseInput(queryStep, event);
