// What a customer may do on the solution page, and what a call request may say.
import * as z from 'zod';
import { solutionSteps } from '../../shared/programs/reactive-program-schema.ts';

const callRequest = z.strictObject({
  action: z.literal('call'),
  phone: z.string().min(3).max(40).optional(),
  wishedAt: z.iso.datetime({ offset: true }).optional(),
  zone: z.string().min(1).max(64).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
    .optional(),
});
export type CallRequest = z.infer<typeof callRequest>;

export const solutionBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('chose'), step: z.enum(solutionSteps) }),
  z.strictObject({ action: z.literal('fixed') }),
  z.strictObject({ action: z.literal('still-broken') }),
  callRequest,
]);

/** Agents plan a week ahead; a wish from a minute ago means now. */
const planAheadMs = 7 * 86_400_000;
const lateMs = 5 * 60_000;

/** Whether a call can be wished for then. @param wishedAt ISO 8601 */
export const canBeWished = (wishedAt: string, now: Date): boolean => {
  const ahead = Date.parse(wishedAt) - now.getTime();
  return ahead >= -lateMs && ahead <= planAheadMs;
};
