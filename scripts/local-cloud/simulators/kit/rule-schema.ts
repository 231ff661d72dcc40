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
  /** `delayMs`, `hang` and `drop` come after the service has done its work: only its answer is late or lost. */
  afterwards: z.boolean().optional(),
  /** Requests a second that the rule lets through; the rest are answered as a 429, in the service's own words. */
  perSecond: z.number().positive().optional(),
});
/** One thing the service says later: its name, after the delay that is usual for it unless another is given. */
const receipt = z.union([z.string(), z.strictObject({ type: z.string(), delayMs: z.number().min(0).optional() })]);
/** For services that send messages: an error of theirs by its name, and the receipts in place of the usual ones. */
export const senderThen = simulatorThen.extend({
  error: z.string().optional(),
  reason: z.string().optional(),
  receipts: z.array(receipt).optional(),
});
export type SenderThen = z.infer<typeof senderThen>;
export type SimulatorMatch = z.infer<typeof simulatorMatch>;
export type SimulatorThen = z.infer<typeof simulatorThen>;
