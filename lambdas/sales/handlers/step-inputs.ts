// What the steps of notification-scheduler hand to each other. ASL carries it through unread, but for the fields named there.
import * as z from 'zod';
import { InvalidInputError } from '../../shared/errors.ts';

const instant = z.iso.datetime();

/** One sale to announce. `shards`: those of its event that hold fans. */
export const dueSaleSchema = z.object({
  window: instant,
  eventId: z.string(),
  saleId: z.string(),
  kind: z.enum(['public', 'presale']),
  name: z.string().exactOptional(),
  startsAt: instant,
  shards: z.array(z.number().int().min(0)),
});
export type DueSale = z.infer<typeof dueSaleSchema>;

/**
 * The run, from FindSales. `at`: the moment that decides what is due; `startedAt`: when the execution really began, so that
 * "now" of a run for another day is `at` + (clock − `startedAt`).
 */
export const schedulerRunSchema = z.object({
  programId: z.string(),
  at: instant,
  startedAt: instant,
  window: instant,
});
export type SchedulerRun = z.infer<typeof schedulerRunSchema>;

/** What a reminder says of the event; travels in the state so that generate-reminders needs no event table. */
export const reminderEventSchema = z.object({
  eventId: z.string(),
  name: z.string(),
  locale: z.string(),
  artist: z.string(),
  city: z.string(),
  venue: z.string(),
  timezone: z.string().exactOptional(),
  posterUrl: z.string().exactOptional(),
});
type ReminderEvent = z.infer<typeof reminderEventSchema>;

/** LoadEvent: `{run, sale}` → this, as `$.loaded`; `sale` with its start and name as they are now. `skip`: nobody is reminded; `reason`: `moved`, `canceled`, `artist` … */
export type LoadedSale =
  | { outcome: 'announce'; event: ReminderEvent; sale: DueSale }
  | { outcome: 'skip'; reason: string; suppressed: boolean };

/**
 * EnsureShortUrl: `{run, sale, linked}` → this, as `$.link`. `wait`: ask again after `waitSeconds`; `partial`: the same, but
 * the channels with a link need not wait; `ready`: final.
 */
export const linksSchema = z.object({ email: z.string().exactOptional(), sms: z.string().exactOptional() });
export type EnsuredLink =
  | { outcome: 'ready'; links: z.infer<typeof linksSchema> }
  | { outcome: 'partial' | 'wait'; waitSeconds: number; links: z.infer<typeof linksSchema> };

/** @throws InvalidInputError naming what is wrong */
export const parseStep = <S extends z.ZodType>(schema: S, event: unknown): z.infer<S> => {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`);
  throw new InvalidInputError(`Wrong input of a scheduler step: ${wrong.join('; ')}`, {
    whatToDo: 'Start notification-scheduler with {programId?, at?} (statemachines/notification-scheduler/examples).',
  });
};
