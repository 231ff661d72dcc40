// A program that reacts to events of the app at once (seeds/predictive-issue-resolution.md).
import * as z from 'zod';
import { channelSchema, deliverySchema } from './delivery-schema.ts';
import { filterStepSchema } from './filter-step-schema.ts';
import { marketplaceCodes } from './marketplace-schema.ts';

const kebab = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower case words joined by "-"');
const snake = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be lower case words joined by "_"');
const whole = z.number().int().min(1);
const endpoint = z
  .string()
  .regex(
    /^(sagemaker|model|constant):\/\/.+$/,
    'must be sagemaker://<endpoint>, model://<model> or constant://<score>',
  );
const clockTime = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day such as "08:00", or "24:00"');
const condition = z.string().min(1).describe('an expression of the condition language (docs/programs.md)');

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];
const severity = z.enum(severities);

export const solutionSteps = ['update', 'clear-cache', 'reinstall', 'callback'] as const;
export type SolutionStep = (typeof solutionSteps)[number];
const steps = z.array(z.enum(solutionSteps)).min(1);

const eventSource = z.strictObject({
  sourceId: kebab,
  type: z.literal('eventbridge'),
  config: z.strictObject({
    eventBusName: kebab,
    eventPattern: z
      .record(z.string(), z.unknown())
      .describe('an EventBridge event pattern; numbers are matched by {"numeric": [">=", 3]}'),
  }),
});

const knownIssue = z.strictObject({
  versions: z.string().min(1).describe('app versions that have it: "*", "2.5.1", "<2.5.2" or ">=2.4.0 <2.5.2"'),
  deviceTypes: z.array(z.string().min(1)).min(1).optional().describe('absent: all'),
  fix: z.strictObject({
    toVersion: z.string().min(1).optional().describe('the app version that has the fix'),
    steps: steps.describe('the first one is recommended'),
    page: z.url().optional().describe('where the solution is described for everybody'),
  }),
});
export type KnownIssue = z.infer<typeof knownIssue>;

const issueType = z.strictObject({
  issueType: snake,
  errorTypes: z
    .array(z.string().min(1))
    .min(1)
    .describe('error types of the app that are this issue, without package names'),
  severity,
  knownIssues: z.array(knownIssue).default([]).describe('"we have a fix" is said only where one is listed'),
});
export type IssueType = z.infer<typeof issueType>;

const issues = z.strictObject({
  catalogue: z.array(issueType).min(1),
  otherwise: z
    .strictObject({ issueType: snake, severity })
    .describe('error types nobody has listed; the product team is alerted'),
  generalSteps: steps.describe('what the page offers where no fix is known'),
  storeUrls: z.record(z.string(), z.url()).describe('deep link of the app store by device type'),
});

const model = z.strictObject({
  modelId: kebab,
  endpoint,
  features: z.array(z.string().min(1)).describe('names as in models/<modelId>/features.json; [] with constant://'),
  fallback: endpoint.describe('scores while the endpoint is away or too slow; the decision record says so'),
  timeBudgetMs: whole.max(2_000).default(100).describe('after it the fallback scores'),
  bands: z
    .strictObject({ high: z.number().min(0).max(1), medium: z.number().min(0).max(1) })
    .default({ high: 0.7, medium: 0.4 })
    .describe('lower bounds'),
});

const channelRule = z.strictObject({
  when: condition,
  channels: z
    .array(kebab)
    .min(1)
    .describe('channelIds, in the order in which messages go; those that can’t reach the customer are left out'),
});

const escalationRule = z.strictObject({
  ruleId: kebab,
  when: condition,
  action: z.enum(['escalate-to-support', 'escalate-to-manager']),
});

const callbacks = z.strictObject({
  seenWithinMinutes: whole.default(1),
  calledWithinMinutes: whole.default(5),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).default('high'),
  openFrom: clockTime.default('00:00').describe('local times of day at which customers can be called'),
  openTo: clockTime.default('24:00'),
});

export const reactiveProgramSchema = z.strictObject({
  programId: kebab.describe('must be the file’s name'),
  programName: z.string().min(1),
  kind: z.literal('reactive'),
  enabled: z.boolean(),
  marketplaces: z.array(z.enum(marketplaceCodes)).min(1),
  subject: z.literal('issue').default('issue'),
  eventSource,
  issues,
  filterChain: z.array(filterStepSchema).min(1),
  scoringModel: model,
  baselineModel: model.describe('the risk without what the event and telemetry say: ratio = score / baseline'),
  channels: z.array(channelSchema).min(1),
  channelRules: z
    .array(channelRule)
    .min(1)
    .describe('tried in order; the first that holds and reaches the customer chooses'),
  delivery: deliverySchema,
  resolution: z.strictObject({
    quietHoursWithoutError: whole
      .default(24)
      .describe('hours without an error of the updated version that close a case'),
    linkHours: whole.default(168).describe('how long the solution page opens'),
    satisfactionLinkDays: whole.default(14),
  }),
  escalation: z.strictObject({
    rules: z.array(escalationRule).min(1).describe('every rule whose condition holds acts, once per case'),
  }),
  callbacks,
  candidateTTLDays: whole.max(365),
  shards: whole.max(64).default(4),
});
export type ReactiveProgram = z.infer<typeof reactiveProgramSchema>;
