import type { ChannelType } from '../notification/notification.ts';

/**
 * Messages planned together: by a run for a marketplace and channel, or by a sale for fans of all of them. `planned`:
 * granted by the gate; `refused`: not. `dryRun`: nobody is written to. `plannedAt`: ISO 8601 in UTC.
 */
export type Campaign = {
  campaignId: string;
  programId: string;
  marketplace?: string;
  channel?: ChannelType;
  runId?: string;
  dryRun: boolean;
  plannedAt: string;
  planned: number;
  refused: number;
  status: 'planning' | 'planned' | 'failed';
};
