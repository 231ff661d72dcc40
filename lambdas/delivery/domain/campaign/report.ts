// A campaign counted from its notifications, page by page.
import type { ChannelType, Notification, NotificationState, ProviderName } from '../notification/notification.ts';
import { wasAccepted } from '../notification/transitions.ts';

type ChannelFigures = {
  channel: ChannelType;
  provider: ProviderName;
  sent: number;
  delivered: number;
  deliveryRate: number;
  medianDeliverySeconds?: number;
  p99DeliverySeconds?: number;
};
type NamedCount = { name: string; count: number };

/**
 * `planned`: what the gate granted, of which `withheldByReason` was suppressed, expired or cancelled before it was sent;
 * `refusedByReason`: what the gate refused. `sent`: what a provider accepted. `opened`, `clicked`: by people.
 */
export type CampaignReport = {
  planned: number;
  byState: NamedCount[];
  refusedByReason: NamedCount[];
  withheldByReason: NamedCount[];
  sent: number;
  delivered: number;
  bounced: number;
  opened: number;
  machineOpened: number;
  clicked: number;
  machineClicked: number;
  converted: number;
  costUsd: number;
  channels: ChannelFigures[];
};

type Sums = Omit<CampaignReport, 'byState' | 'refusedByReason' | 'withheldByReason' | 'channels'>;
type ChannelSums = Pick<ChannelFigures, 'channel' | 'provider' | 'sent' | 'delivered'> & { seconds: number[] };
/** What has been counted so far: start with `noFigures`, add pages, end with `reportOf`. */
export type Figures = {
  sums: Sums;
  states: Map<string, number>;
  refused: Map<string, number>;
  withheld: Map<string, number>;
  channels: Map<string, ChannelSums>;
};

const zero: Sums = {
  ...{ planned: 0, sent: 0, delivered: 0, bounced: 0, opened: 0, machineOpened: 0 },
  ...{ clicked: 0, machineClicked: 0, converted: 0, costUsd: 0 },
};
export const noFigures = (): Figures => ({
  sums: { ...zero },
  states: new Map(),
  refused: new Map(),
  withheld: new Map(),
  channels: new Map(),
});

const responses = [
  'delivered',
  'bounced',
  'opened',
  'machineOpened',
  'clicked',
  'machineClicked',
  'converted',
] as const;

/** Whether the gate let it exist; a refusal is in the ledger too, but was never on its way. */
export const wasGranted = ({ date }: Notification): boolean =>
  date.queued !== undefined || date.scheduled !== undefined;

/** Adds a page to what has been counted. */
export const addPage = (figures: Figures, page: readonly Notification[]): Figures => {
  for (const notification of page) addOne(figures, notification);
  return figures;
};

const addOne = ({ sums, states, refused, withheld, channels }: Figures, notification: Notification): void => {
  const { state, reason = 'unknown', date } = notification;
  increase(states, state);
  // What people did whom the gate refused (the holdout buys, too) is no success of the campaign.
  if (!wasGranted(notification)) {
    increase(refused, reason);
    return;
  }
  sums.planned += 1;
  if (withheldStates.includes(state)) increase(withheld, reason);
  for (const response of responses) if (date[response] !== undefined) sums[response] += 1;
  sums.costUsd += costOf(notification);
  if (!wasAccepted(notification)) return;
  sums.sent += 1;
  addDelivery(channels, notification);
};

const withheldStates: readonly NotificationState[] = ['suppressed', 'expired', 'cancelled'];

/** SES's list price: $0.10 per 1,000 (its receipts tell no price, those of SMS do). */
const emailUsd = 0.000_1;
const costOf = (notification: Notification): number =>
  notification.cost?.usd ?? (notification.channel === 'email' && wasAccepted(notification) ? emailUsd : 0);

const increase = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

/** Delivery times run from the request that the provider accepted, by its answer or by a receipt. */
const addDelivery = (
  channels: Figures['channels'],
  { channel, provider: next, attempts, date }: Notification,
): void => {
  const attempt = attempts.findLast(({ outcome }) => outcome === 'accepted');
  const provider = attempt?.provider ?? next;
  const key = `${channel}#${provider}`;
  const sums = channels.get(key) ?? { channel, provider, sent: 0, delivered: 0, seconds: [] };
  sums.sent += 1;
  if (date.delivered !== undefined) sums.delivered += 1;
  if (date.delivered !== undefined && attempt)
    sums.seconds.push(Math.max(0, Date.parse(date.delivered) - Date.parse(attempt.startedAt)) / 1_000);
  channels.set(key, sums);
};

/** Money to a millionth of a dollar: beyond it a sum of prices is noise. */
export const reportOf = ({ sums, states, refused, withheld, channels }: Figures): CampaignReport => ({
  ...sums,
  costUsd: Math.round(sums.costUsd * 1e6) / 1e6,
  byState: named(states),
  refusedByReason: named(refused),
  withheldByReason: named(withheld),
  channels: [...channels.values()].map(channelFigures),
});

const named = (counts: Map<string, number>): NamedCount[] =>
  [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));

const channelFigures = ({ channel, provider, sent, delivered, seconds }: ChannelSums): ChannelFigures => {
  const sorted = [...seconds].sort((a, b) => a - b);
  const median = percentile(sorted, 0.5);
  const p99 = percentile(sorted, 0.99);
  return {
    ...{ channel, provider, sent, delivered },
    deliveryRate: delivered / sent,
    ...(median !== undefined && { medianDeliverySeconds: median }),
    ...(p99 !== undefined && { p99DeliverySeconds: p99 }),
  };
};

/** Nearest rank: the smallest value that at least this share of all do not exceed. */
const percentile = (sorted: readonly number[], share: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
