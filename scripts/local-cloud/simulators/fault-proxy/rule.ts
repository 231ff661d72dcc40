// Rules of the fault proxy: which calls of DynamoDB, and what goes wrong with them.
import * as z from 'zod';
import { pattern, ruleList } from '../kit/rule-schema.ts';

const match = z.strictObject({
  /** Name of an operation, as `BatchGetItem`. */
  operation: z.string().optional(),
  /** A table's name, or a regular expression for some table of the call. */
  table: pattern.optional(),
  /** A regular expression for the JSON body. */
  body: pattern.optional(),
});

const FAULTS = ['throttle', 'transactionConflict', 'unprocessed', 'staleIndex', 'drop'] as const;
const then = z.strictObject({
  fault: z.enum(FAULTS).optional(),
  /** Answered instead of DynamoDB, without asking it. */
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  delayMs: z.number().min(0).optional(),
  hang: z.boolean().optional(),
});

export type FaultMatch = z.infer<typeof match>;
export type FaultThen = z.infer<typeof then>;
export const faultRules = ruleList(match, then);
