// One step of a filter chain as a program file writes it: the type decides which parameters are allowed.
import * as z from 'zod';

const common = {
  filterId: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case words joined by "-"'),
  order: z.number().int().min(1).describe('filters of one order run together, orders in sequence'),
};

const trustParameters = z.strictObject({
  checks: z
    .array(z.enum(['customer-active', 'not-flagged', 'purchased', 'not-refunded']))
    .min(1)
    .default(['customer-active', 'not-flagged', 'purchased', 'not-refunded']),
});
const eligibilityParameters = z.strictObject({
  checks: z
    .array(z.enum(['marketplace-enabled', 'not-opted-out', 'product-open', 'not-reviewed']))
    .min(1)
    .default(['marketplace-enabled', 'not-opted-out', 'product-open', 'not-reviewed']),
});
const frequencyCapParameters = z.strictObject({
  maxRequestsPerMonth: z
    .number()
    .int()
    .min(1)
    .max(31)
    .describe('grants of this program in 30 days before the run’s asOf'),
});
const attributeParameters = z.strictObject({
  attribute: z.string().min(1).describe('an attribute of the data connector'),
  atLeast: z.number().optional(),
  atMost: z.number().optional(),
  oneOf: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .optional(),
});

const issueSeverityParameters = z.strictObject({
  minErrorCount: z.number().int().min(1).default(3).describe('errors the event must count'),
  timeWindow: z
    .string()
    .regex(/^[1-9]\d{0,3}[mhd]$/, 'must be a length such as "24h"')
    .default('24h')
    .describe('in a window no longer than this'),
  criticalErrorTypes: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('severities, issue types or error types that deserve help; absent: all'),
});
const supportHistoryParameters = z.strictObject({
  excludeExistingTickets: z
    .boolean()
    .default(true)
    .describe('an open ticket about this issue, or about nobody knows what'),
  excludeResolved: z.boolean().default(true).describe('support resolved this issue after the error'),
});
const churnRiskParameters = z.strictObject({
  minLifetimeValue: z.number().min(0).default(0).describe('feature lifetime_value, group engagement'),
  minEngagementScore: z.number().min(0).max(1).default(0).describe('feature engagement_score, group engagement'),
});

export type TrustParameters = z.infer<typeof trustParameters>;
export type EligibilityParameters = z.infer<typeof eligibilityParameters>;
export type FrequencyCapParameters = z.infer<typeof frequencyCapParameters>;
export type AttributeParameters = z.infer<typeof attributeParameters>;
export type IssueSeverityParameters = z.infer<typeof issueSeverityParameters>;
export type SupportHistoryParameters = z.infer<typeof supportHistoryParameters>;
export type ChurnRiskParameters = z.infer<typeof churnRiskParameters>;

export const filterStepSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...common, type: z.literal('trust'), parameters: trustParameters.prefault({}) }),
  z.strictObject({ ...common, type: z.literal('eligibility'), parameters: eligibilityParameters.prefault({}) }),
  z.strictObject({ ...common, type: z.literal('frequency-cap'), parameters: frequencyCapParameters }),
  z.strictObject({ ...common, type: z.literal('attribute'), parameters: attributeParameters }),
  z.strictObject({
    ...common,
    type: z.literal('issue-severity'),
    parameters: issueSeverityParameters.prefault({}),
  }),
  z.strictObject({
    ...common,
    type: z.literal('support-history'),
    parameters: supportHistoryParameters.prefault({}),
  }),
  z.strictObject({ ...common, type: z.literal('churn-risk'), parameters: churnRiskParameters.prefault({}) }),
]);
export type FilterStep = z.infer<typeof filterStepSchema>;
