// What the steps of the jobs hand to each other: plan, one call for each program, finish.
import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';

const instant = z.iso.datetime({ offset: true });

const jobInputSchema = z.object({
  programId: z.string().min(1).exactOptional(),
  day: z.string().exactOptional(),
  at: instant.exactOptional(),
});
export const planStepSchema = z.object({ input: jobInputSchema, execution: z.object({ startedAt: instant }) });

/** `at`: the moment the job stands for. `readyAt`: count no earlier. */
const planSchema = z.object({ day: z.string(), at: instant, readyAt: instant, programs: z.array(z.string()) });
export type JobPlan = z.infer<typeof planSchema>;

export const itemStepSchema = z.object({ plan: planSchema, programId: z.string() });

export const finishStepSchema = z.object({
  plan: planSchema,
  results: z.array(z.object({ programId: z.string(), outcome: z.enum(['done', 'failed']) })),
});

/** @param job name of the state machine, for what to do. @throws InvalidInputError naming what is wrong */
export const parseStep = <S extends z.ZodType>(job: string, schema: S, event: unknown): z.infer<S> => {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new InvalidInputError(`Wrong input of a step of ${job}: ${wrong.join('; ')}`, {
    whatToDo: `Start ${job} with {programId?, day?, at?} (statemachines/${job}/examples).`,
  });
};

/** Which step of a job a function was called for, where it has several. */
export const stepOf = (event: unknown): unknown => (event as { step?: unknown } | null)?.step;
