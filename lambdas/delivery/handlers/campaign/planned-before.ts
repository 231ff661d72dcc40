import type { Campaign } from '../../domain/campaign/campaign.ts';
import type { CampaignPlan } from '../../domain/campaign/plan.ts';
import type { CampaignBook } from '../../ports.ts';

const pageSize = 100;

/**
 * What an earlier start planned for the same run, to the end. Its places are taken, although those who were written to
 * are no candidates any more: without this a second start would fill them again.
 */
export const plannedBefore = async (
  campaigns: Pick<CampaignBook, 'list'>,
  { programId, runId }: Pick<CampaignPlan, 'programId' | 'runId'>,
): Promise<Pick<CampaignPlan, 'at' | 'counts' | 'exhausted'> | undefined> => {
  const ofRun: Campaign[] = [];
  let nextToken: string | undefined;
  do {
    const page = await campaigns.list(programId, { limit: pageSize, ...(nextToken !== undefined && { nextToken }) });
    ofRun.push(...page.items.filter((one) => one.runId === runId && one.status === 'planned' && !one.dryRun));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  const [first] = ofRun;
  if (!first) return undefined;
  // A run's campaigns have a marketplace each; only those of sales have none.
  const counts = ofRun.flatMap(({ marketplace, planned, refused }) =>
    marketplace === undefined ? [] : [{ marketplace, granted: planned, refused }],
  );
  return { at: first.plannedAt, counts, exhausted: true };
};
