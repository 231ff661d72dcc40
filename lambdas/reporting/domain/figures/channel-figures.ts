import type { CaseRow, ChannelReach } from './case-row.ts';
import { share } from './quantile.ts';

/** Of messages, not of cases. `opened`, `clicked`: by people, machines' visits left out. */
export type ChannelFigures = {
  channel: 'email' | 'sms';
  sent: number;
  delivered: number;
  opened: number;
  clicked: number;
  deliveryRate: number | null;
  openRate: number | null;
  clickRate: number | null;
};

const channels = ['sms', 'email'] as const;

/** Rates of opening and clicking are of what was delivered. An SMS tells nothing of being opened but by its link. */
export const channelFigures = (rows: readonly CaseRow[]): ChannelFigures[] => {
  const reach = rows.flatMap((row) => row.reach);
  return channels.map((channel) =>
    figuresOf(
      channel,
      reach.filter((one) => one.channel === channel),
    ),
  );
};

const figuresOf = (channel: 'email' | 'sms', reach: readonly ChannelReach[]): ChannelFigures => {
  const count = (what: 'delivered' | 'opened' | 'clicked') => reach.filter((one) => one[what]).length;
  const [delivered, opened, clicked] = [count('delivered'), count('opened'), count('clicked')];
  return {
    ...{ channel, sent: reach.length, delivered, opened, clicked },
    deliveryRate: share(delivered, reach.length),
    openRate: share(opened, delivered),
    clickRate: share(clicked, delivered),
  };
};
