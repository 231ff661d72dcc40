import type { ChannelType } from '../notification/notification.ts';

/** Messages planned together. `planned`: granted by the gate; `refused`: not. `dryRun`: nobody is written to. */
export type Campaign = {
  campaignId: string;
  programId: string;
  marketplace: string;
  channel: ChannelType;
  runId?: string;
  dryRun: boolean;
  plannedAt: string;
  planned: number;
  refused: number;
  status: 'planning' | 'planned' | 'failed';
};
