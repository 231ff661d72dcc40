// Three rounds on a local cloud: events at a pace that it keeps up with, events at the wanted pace, and these beside a
// campaign. Each is checked.
import { setTimeout as wait } from 'node:timers/promises';
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import type { Outputs } from '../../local-cloud/outputs.ts';
import { checkRun, expectedOf } from '../reminders/check-run.ts';
import { gatherFans } from '../reminders/fans.ts';
import { announceEvent } from '../reminders/popular-event.ts';
import { behave, failingRules, takeCalls } from '../reminders/providers.ts';
import { settledLedger } from '../reminders/read-ledger.ts';
import { sendWindow } from '../reminders/send-window.ts';
import { windowNow } from '../reminders/window.ts';
import { type PutAt, putEvenly } from './crash-events.ts';
import { channels, collecting, prepared, settle } from './round.ts';

type Pace = { events: number; perSecond: number };
/** `fans`: sends of the campaign. `paced`: so slow that no event waits for another. */
export type RoundSize = Pace & { fans: number; paced: Pace };
/** Milliseconds from put to accepted, in no order. */
export type Latencies = { sms: number[]; email: number[] };
/** `beside`: requests of the campaign that providers got while the events came. */
export type Rounds = { paced: Latencies; quiet: Latencies; busy: Latencies; beside: number };

/** So long after its start a campaign is being sent. */
const campaignLeadMs = 20_000;

const latenciesOf = (putAt: PutAt, messages: readonly Notification[]): Latencies => {
  const of = (channel: 'sms' | 'email') =>
    messages
      .filter((message) => message.channel === channel)
      .map(({ customerId, date }) => Date.parse(date.accepted ?? '') - (putAt.get(customerId) ?? Number.NaN));
  return { sms: of('sms'), email: of('email') };
};

const quietRound = async (outputs: Outputs, name: string, { events, perSecond }: Pace): Promise<Latencies> => {
  const customerIds = await prepared(outputs, name, events);
  const { result, calls } = await collecting(outputs, () => putEvenly(outputs, customerIds, perSecond));
  return latenciesOf(result, (await settle(outputs, customerIds, calls)).messages);
};

const busyRound = async (outputs: Outputs, { events, perSecond, fans }: RoundSize) => {
  const customerIds = await prepared(outputs, 'busy', events);
  const [window, eventId] = [windowNow(Date.now()), `bench${Date.now()}`];
  await gatherFans(outputs, { eventId, fans, shards: 16, zone: window.zone });
  await announceEvent(outputs, eventId, window.saleStartsAt);
  await behave(outputs, failingRules);
  const wanted = fans + expectedOf(fans).later + events * channels;
  const sending = sendWindow(outputs, { at: window.at, wanted });
  const crashing = wait(campaignLeadMs).then(() => putEvenly(outputs, customerIds, perSecond));
  const [sent, putAt] = await Promise.all([sending, crashing]);
  const ledger = await settledLedger(outputs, eventId);
  const { messages, calls } = await settle(outputs, customerIds, sent.calls);
  const ours = new Set(ledger.map(({ id }) => id));
  checkRun({ fans, ledger, calls: calls.filter(({ id }) => ours.has(id)) });
  await behave(outputs, { 'end-user-messaging': [], ses: [] });
  const times = [...putAt.values()];
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const beside = calls.filter(({ id, at }) => ours.has(id) && at >= from && at <= to).length;
  return { busy: latenciesOf(putAt, messages), beside };
};

/** @throws Error when anything was lost, or came twice */
export const runRounds = async (outputs: Outputs, size: RoundSize): Promise<Rounds> => {
  await takeCalls(outputs);
  await quietRound(outputs, 'warm-up', { ...size, events: Math.ceil(size.events / 20) });
  const paced = await quietRound(outputs, 'paced', size.paced);
  const quiet = await quietRound(outputs, 'quiet', size);
  const { busy, beside } = await busyRound(outputs, size);
  return { paced, quiet, busy, beside };
};
