// How a program may contact people: the sections every kind of program shares.
import * as z from 'zod';

const kebab = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case words joined by "-"');
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "10:00"');
const count = z.number().int().min(1);

export const channelSchema = z.strictObject({
  channelId: kebab,
  type: z.enum(['email', 'sms']),
  enabled: z.boolean().default(true),
  config: z.strictObject({
    templateId: kebab.describe('folder under programs/templates/<programId>'),
    sendTime: timeOfDay.optional().describe('messages wait for this time of day; absent: they go as soon as they may'),
    timezone: z.string().default('local').describe('"local" (the customer’s) or an IANA zone'),
  }),
});
export type Channel = z.infer<typeof channelSchema>;

const cap = z.strictObject({
  scope: z
    .enum(['program', 'channel', 'all'])
    .describe('what is counted: this program’s grants, the channel’s over all programs, or all'),
  days: z.union([z.literal(1), z.literal(7), z.literal(30)]).describe('length of the rolling window'),
  most: count,
});
export type Cap = z.infer<typeof cap>;

export const deliverySchema = z.strictObject({
  purpose: z.enum(['marketing', 'service']).describe('which consent it needs, by the marketplace’s law'),
  priority: z.enum(['urgent', 'normal', 'bulk']).describe('which queue it takes'),
  quietHours: z
    .enum(['wait', 'drop', 'pass'])
    .default('wait')
    .describe('in the customer’s quiet hours: wait for their end, drop the message, or (urgent service only) pass'),
  caps: z.array(cap).default([]).describe('rolling caps; every one must hold'),
  holdout: z
    .strictObject({
      share: z.number().min(0).max(0.5).describe('share of customers who are recorded and not contacted'),
      salt: z.string().min(1).describe('change it to draw other customers'),
    })
    .optional(),
  expiresAfterHours: z.number().min(0.25).max(720).describe('a message not sent by then is no longer sent'),
  smsParts: count.max(6).default(2).describe('most parts an SMS may have'),
});
export type DeliveryRules = z.infer<typeof deliverySchema>;
