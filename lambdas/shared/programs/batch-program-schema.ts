// The shape of a program file. programs/program.schema.json (for editors) is generated from it.
import * as z from 'zod';
import { channelSchema, deliverySchema } from './delivery-schema.ts';
import { filterStepSchema } from './filter-step-schema.ts';
import { marketplaceCodes } from './marketplace-schema.ts';

const kebab = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case words joined by "-"');
const share = z.number().min(0).max(1);
const schedule = z
  .string()
  .regex(/^(cron|rate)\(.+\)$/, 'must be an EventBridge expression such as "cron(0 2 * * ? *)" (UTC)');
const endpoint = z
  .string()
  .regex(
    /^(sagemaker|model|constant):\/\/.+$/,
    'must be sagemaker://<endpoint>, model://<model> or constant://<score>',
  );

const connector = z.strictObject({
  connectorId: kebab,
  type: z.literal('athena'),
  config: z.strictObject({
    database: z.string().min(1).describe('Glue database'),
    query: z
      .string()
      .min(1)
      .describe(
        'SELECT with one "?" per parameter; must return customer_id, subject, occasion, event_time, marketplace and every attribute below (loaded_at if known)',
      ),
    parameters: z
      .array(z.enum(['day']))
      .default(['day'])
      .describe('what each "?" stands for, in order'),
    timeLimitMinutes: z
      .number()
      .int()
      .min(1)
      .max(60)
      .default(15)
      .describe('a query that runs longer is stopped and fails the run'),
  }),
  attributes: z
    .record(
      z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a column name in lower case'),
      z.enum(['string', 'number', 'boolean']),
    )
    .default({})
    .describe('further columns that filters use, with their types'),
});

const scoringModel = z.strictObject({
  modelId: kebab,
  endpoint,
  features: z.array(z.string().min(1)).describe('names as in models/<modelId>/features.json; [] with constant://'),
  fallback: endpoint.describe('scores while the endpoint is away; the decision record says so'),
  cacheTTLDays: z.number().int().min(1).max(30).default(7),
  bands: z.strictObject({ high: share, medium: share }).default({ high: 0.7, medium: 0.4 }).describe('lower bounds'),
});

const campaign = z.strictObject({
  channel: kebab.describe('the channel (channelId) its messages take'),
  actionUrl: z
    .url()
    .optional()
    .describe('variable "actionUrl" of its template, {subject} replaced; absent: templates lead to our own pages'),
  minScore: share.default(0.7).describe('candidates below are not planned'),
  limit: z.number().int().min(1).max(1_000_000).default(50_000).describe('messages of one campaign'),
  sendWindowMinutes: z
    .number()
    .int()
    .min(15)
    .max(720)
    .default(120)
    .describe('a message this late after sendTime moves to the next one'),
});
export type CampaignRules = z.infer<typeof campaign>;

const brake = z.strictObject({
  maxRejectShare: share.default(0.05).describe('share of malformed rows above which a run fails'),
  maxPassRateDeparture: share
    .default(0.15)
    .describe('distance from the usual pass rate above which a run waits for a person'),
  recentRuns: z.number().int().min(3).max(30).default(7).describe('committed runs that make the usual pass rate'),
  releaseWithinHours: z
    .number()
    .int()
    .min(1)
    .max(48)
    .default(8)
    .describe('a held run that nobody releases fails after this'),
});

export const batchProgramSchema = z.strictObject({
  programId: kebab.describe('must be the file’s name'),
  programName: z.string().min(1),
  kind: z.literal('batch').default('batch'),
  enabled: z.boolean(),
  marketplaces: z.array(z.enum(marketplaceCodes)).min(1),
  subject: z
    .string()
    .min(1)
    .default('product')
    .describe('what a candidate is about, in words: product, category, account'),
  dataConnector: connector,
  filterChain: z.array(filterStepSchema).min(1),
  scoringModel,
  channels: z.array(channelSchema).min(1),
  batchSchedule: schedule,
  exportSchedule: schedule,
  candidateTTLDays: z.number().int().min(1).max(365),
  delivery: deliverySchema.optional().describe('absent: candidates are served, nobody is written to'),
  campaign: campaign.optional().describe('absent: no campaign follows a run'),
  brake: brake.prefault({}),
  shards: z
    .number()
    .int()
    .min(1)
    .max(64)
    .default(4)
    .describe('partitions of the serving index: one per 1,000 writes a second'),
});

export type BatchProgram = z.infer<typeof batchProgramSchema>;
