import type { CampaignBook } from '../../../delivery/index.ts';
import type { OutcomeCounts } from '../reminders/remind-fans.ts';
import { campaignOf } from '../reminders/reminder-request.ts';

type Announced = { eventId: string; saleId: string; shards: readonly { outcomes: OutcomeCounts }[] };

/**
 * Lists each announced sale among the campaigns of its program, as planned at the start of its window. Safe to repeat:
 * reminders that a run before this one made are counted as planned, too.
 */
export const recordCampaigns = async (
  campaigns: Pick<CampaignBook, 'put'>,
  { programId, window }: { programId: string; window: string },
  announced: readonly Announced[],
): Promise<void> => {
  const records = announced.map((sale) => ({
    ...{ programId, campaignId: campaignOf(programId, sale), dryRun: false, plannedAt: window },
    planned: countOf(sale, (outcome) => outcome === 'granted' || outcome === 'waiting' || outcome === 'exists'),
    refused: countOf(sale, (outcome) => outcome.startsWith('refused:')),
    status: 'planned' as const,
  }));
  await Promise.all(records.map((record) => campaigns.put(record)));
};

const countOf = ({ shards }: Announced, wanted: (outcome: string) => boolean): number =>
  shards
    .flatMap(({ outcomes }) => Object.entries(outcomes))
    .reduce((sum, [outcome, count]) => (wanted(outcome) ? sum + count : sum), 0);
