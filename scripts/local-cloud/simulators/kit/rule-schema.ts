import * as z from 'zod';

/** A regular expression as a string. */
export const pattern = z.string().check((context) => {
  try {
    new RegExp(context.value);
  } catch (error) {
    context.issues.push({ code: 'custom', input: context.value, message: (error as Error).message });
  }
});

/** The list that `PUT /_behaviour` takes, around a simulator's own `match` and `then`. */
export const ruleList = <Match extends z.ZodType, Then extends z.ZodType>(match: Match, then: Then) =>
  z.array(
    z.strictObject({
      match,
      then,
      times: z.int().min(1).optional(),
      share: z.number().min(0).max(1).optional(),
      applied: z.unknown().optional(), // what GET adds may be put back
    }),
  );

export const simulatorMatch = z.strictObject({ path: pattern.optional(), body: pattern.optional() });
export const simulatorThen = z.strictObject({
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  delayMs: z.number().min(0).optional(),
  hang: z.boolean().optional(),
  drop: z.boolean().optional(),
});
export type SimulatorMatch = z.infer<typeof simulatorMatch>;
export type SimulatorThen = z.infer<typeof simulatorThen>;
