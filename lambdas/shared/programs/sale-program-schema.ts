// A program that reminds fans of sales (seeds/ticket-sale-reminders.md).
import * as z from 'zod';
import { channelSchema, deliverySchema } from './delivery-schema.ts';
import { marketplaceCodes } from './marketplace-schema.ts';

const kebab = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case words joined by "-"');
const whole = z.number().int().min(1);

const suppression = z.strictObject({
  saleNames: z
    .array(z.string().min(1))
    .default(['registration'])
    .describe('a sale whose name contains one of these words (any case) is never announced'),
  artistIds: z.array(z.string().min(1)).default([]).describe('Discovery attraction ids'),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .describe('ISO 3166 codes of the countries we announce in'),
  segments: z.array(z.string().min(1)).min(1).describe('Discovery segment names we announce, such as Music'),
});
export type SaleSuppression = z.infer<typeof suppression>;

const optIn = z.strictObject({
  countryCodes: z
    .array(z.string().regex(/^\+\d{1,3}$/))
    .min(1)
    .describe('calling codes a phone number may have: elsewhere SMS cost more than they help (SMS pumping)'),
  customersPerContactPoint: whole.default(3).describe('how many customers may name the same number or address'),
  confirmationsPerDay: whole.default(3).describe('confirmation messages one number or address gets a day'),
  remindersPerCustomer: whole.default(200).describe('open reminders of one customer'),
});

export const saleProgramSchema = z.strictObject({
  programId: kebab.describe('must be the file’s name'),
  programName: z.string().min(1),
  kind: z.literal('sale'),
  enabled: z.boolean(),
  marketplaces: z.array(z.enum(marketplaceCodes)).min(1),
  subject: z.literal('sale').default('sale'),
  channels: z.array(channelSchema).min(1),
  delivery: deliverySchema,
  sales: z.strictObject({
    schedule: z.string().regex(/^(cron|rate)\(.+\)$/, 'must be an EventBridge expression'),
    windowMinutes: z.literal(30).default(30).describe('a run at w takes the sales with w < start ≤ w + this'),
    freshForMinutes: whole.default(15).describe('a cached event older than this is fetched anew before a send'),
    discoveryBudgetMs: whole.default(2_000).describe('what one call of Discovery may take'),
    shortUrlDeadlineMinutes: whole
      .default(15)
      .describe('this long before the sale a message goes out with the long URL if there is no short one'),
    demandShards: whole.max(64).default(16).describe('partitions of an event’s fans; may grow, never shrink'),
    suppression,
    optIn,
  }),
});
export type SaleProgram = z.infer<typeof saleProgramSchema>;
