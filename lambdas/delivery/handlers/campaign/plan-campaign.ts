import * as z from 'zod';
import type { CandidateStore, RunLedger } from '../../../candidates/index.ts';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import { type CampaignPlan, type ManifestRef, placesOf, type Recipient } from '../../domain/campaign/plan.ts';
import { campaignSettingOf } from '../../domain/campaign/recipient-request.ts';
import type { CampaignBook, CampaignFiles, TemplateStore } from '../../ports.ts';
import { plannedBefore } from './planned-before.ts';
import { parseStep, planSchema } from './step-inputs.ts';

export type PlanCampaignDeps = {
  programs: Pick<ProgramStore, 'current' | 'pin' | 'pinned'>;
  templates: Pick<TemplateStore, 'current' | 'pin'>;
  runs: Pick<RunLedger, 'get' | 'list'>;
  candidates: Pick<CandidateStore, 'forChannel'>;
  files: Pick<CampaignFiles, 'writeManifests'>;
  campaigns: Pick<CampaignBook, 'list'>;
};

const planInput = z.object({
  input: z.strictObject({
    programId: z.string(),
    runId: z.string().optional(),
    dryRun: z.boolean().default(false),
    at: z.iso.datetime({ offset: true }).optional(),
    AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: z.string().optional(), // links the executions in the console
  }),
  execution: z.object({ arn: z.string(), startedAt: z.string() }),
  plan: planSchema.optional(),
});
type Input = z.infer<typeof planInput>;

/** `plan` is absent when the program has no campaign. */
export type PlannedRound = { planned: boolean; plan?: CampaignPlan; manifests: ManifestRef[] };

/**
 * One round: the next candidates by score, as many as places are left, in manifests of one marketplace each. The first
 * round pins program and templates. Safe to repeat: a round writes its own manifests again, and a run that has been planned
 * has no more rounds.
 * @throws InvalidInputError @throws NotFoundError no such program or run @throws ConflictError the run is not committed
 */
export const createPlanCampaign =
  (deps: PlanCampaignDeps) =>
  async (event: unknown): Promise<PlannedRound> => {
    const { plan: going, ...start } = parseStep(planInput, event);
    const plan = going ?? (await begin(deps, start));
    if (!plan) return { planned: false, manifests: [] };
    if (plan.exhausted) return { planned: true, plan, manifests: [] };
    const pinned = await deps.programs.pinned(plan.programId, plan.programHash);
    const taken = await takeNext(deps, plan, pinned.program);
    const round = plan.round + 1;
    const manifests = await deps.files.writeManifests({ ...plan, round }, taken.recipients);
    logger.info('campaign round planned', { runId: plan.runId, round, recipients: taken.recipients.length });
    const { cursor: _old, ...rest } = plan;
    const next = taken.cursor === undefined ? { exhausted: true } : { exhausted: false, cursor: taken.cursor };
    return { planned: true, plan: { ...rest, ...next, round }, manifests };
  };

const begin = async (
  deps: PlanCampaignDeps,
  { input, execution }: Omit<Input, 'plan'>,
): Promise<CampaignPlan | undefined> => {
  const pinned = await deps.programs.current(input.programId);
  if (!pinned)
    throw new NotFoundError(`There is no batch program "${input.programId}"`, {
      whatToDo: 'Give the name of a file in programs/, without .yaml, that has been deployed.',
    });
  const setting = campaignSettingOf(pinned.program, pinned.marketplaces);
  if (!setting || !pinned.program.enabled) return undefined;
  const runId = await committedRun(deps, input);
  const templates = await deps.templates.current(input.programId);
  await Promise.all([deps.programs.pin(pinned), deps.templates.pin(templates)]);
  const plan: CampaignPlan = {
    programId: input.programId,
    ...{ programHash: pinned.hash, templateHash: templates.hash, runId, dryRun: input.dryRun },
    channel: setting.channel.type,
    at: new Date(input.at ?? execution.startedAt).toISOString(),
    limit: setting.campaign.limit,
    ...{ counts: [], round: 0, exhausted: false },
  };
  const before = plan.dryRun ? undefined : await plannedBefore(deps.campaigns, plan);
  return { ...plan, ...before };
};

const committedRun = async ({ runs }: PlanCampaignDeps, { programId, runId }: Input['input']): Promise<string> => {
  if (runId === undefined) {
    const { items } = await runs.list(programId, { limit: 100 });
    const latest = items.find(({ status }) => status === 'committed');
    if (latest) return latest.runId;
    throw new NotFoundError(`No run of ${programId} has been committed`, {
      whatToDo: 'Run the batch first (startRun), then start the campaign.',
    });
  }
  const run = await runs.get(runId);
  if (!run || run.programId !== programId)
    throw new NotFoundError(`${programId} has no run ${runId}`, { whatToDo: 'Look runs up with the query runs.' });
  if (run.status === 'committed') return runId;
  throw new ConflictError(`Run ${runId} is ${run.status}, not committed`, {
    whatToDo: 'Only what a committed run offers is sent: wait for it, or release it.',
  });
};

type Taken = { recipients: Recipient[]; cursor?: string };
const pageSize = 1_000;

const takeNext = async (
  { candidates }: PlanCampaignDeps,
  plan: CampaignPlan,
  program: BatchProgram,
): Promise<Taken> => {
  const { channel, minScore } = program.campaign as NonNullable<BatchProgram['campaign']>;
  const query = {
    programId: plan.programId,
    channel,
    marketplaces: program.marketplaces,
    shards: program.shards,
    minScore,
  };
  const recipients: Recipient[] = [];
  let cursor = plan.cursor;
  for (let left = placesOf(plan); left > 0; left = placesOf(plan) - recipients.length) {
    const page = await candidates.forChannel({
      ...query,
      limit: Math.min(pageSize, left),
      ...(cursor !== undefined && { nextToken: cursor }),
    });
    recipients.push(...page.items.map(recipientOf));
    cursor = page.nextToken;
    if (cursor === undefined) break;
  }
  return { recipients, ...(cursor !== undefined && { cursor }) };
};

const recipientOf = ({ customerId, subject, occasion, marketplace, score }: Recipient): Recipient => ({
  ...{ customerId, subject, occasion, marketplace, score },
});
