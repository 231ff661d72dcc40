// The shape of programs/marketplaces.yaml. One entry per marketplace; law and language, never a program's choice.
import * as z from 'zod';

export const marketplaceCodes = ['US', 'UK', 'DE', 'FR', 'JP', 'IN', 'BR', 'AU'] as const;
export type MarketplaceCode = (typeof marketplaceCodes)[number];

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "21:00"');
const consentBasis = z.enum(['opt-in', 'soft-opt-in', 'legitimate-interest']);

export const marketplaceSchema = z.strictObject({
  locale: z.string().regex(/^[a-z]{2}-[A-Z]{2}$/, 'must be a BCP 47 tag such as "en-GB"'),
  zoneFallback: z.string().min(1).describe('IANA time zone used when the customer’s own is unknown'),
  quietHours: z.strictObject({
    from: timeOfDay,
    to: timeOfDay,
    urgentMayPass: z
      .boolean()
      .default(false)
      .describe('whether urgent service messages of programs that say quietHours: pass may come in them'),
    urgentSource: z.string().min(1).optional().describe('why they may, or may not'),
    source: z.string().describe('the law or code it follows'),
  }),
  consent: z
    .strictObject({
      marketing: consentBasis,
      service: consentBasis,
    })
    .describe('legal basis per purpose'),
  tracking: z.boolean().describe('whether opens and clicks may be tracked'),
  footer: z
    .string()
    .min(1)
    .describe('what the law wants under every message; why a customer gets it is said by its template'),
  sender: z.strictObject({
    email: z.email(),
    name: z.string().min(1),
    sms: z.string().regex(/^(\+\d{6,15}|[A-Za-z0-9]{1,11})$/, 'must be a number such as "+12025550100" or a sender id'),
  }),
});

export const marketplacesSchema = z.strictObject(
  Object.fromEntries(marketplaceCodes.map((code) => [code, marketplaceSchema])) as Record<
    MarketplaceCode,
    typeof marketplaceSchema
  >,
);
type Marketplace = z.infer<typeof marketplaceSchema>;
export type Marketplaces = Record<MarketplaceCode, Marketplace>;
