import * as z from 'zod';

/**
 * A row of a training set (training-sql.ts). `score`: what `model_version` said then. `labelled`: of a canary's set alone, whether
 * `label` means anything.
 */
const trainingRow = z.object({
  customer_id: z.string(),
  decided_at: z.string(),
  features: z.record(z.string(), z.number()),
  score: z.number(),
  model_version: z.string().nullish(),
  fallback: z.boolean(),
  label: z.union([z.literal(0), z.literal(1)]),
  labelled: z.boolean().optional(),
});
export type TrainingRow = z.infer<typeof trainingRow>;

/** One line of UNLOAD. @throws Error for what is no row */
export const parseTrainingRow = (line: string): TrainingRow => trainingRow.parse(JSON.parse(line));
