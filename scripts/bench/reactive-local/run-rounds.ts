// Three rounds on a local cloud: events alone, events beside a campaign, and many copies of each event. Each is checked.
import { setTimeout as wait } from 'node:timers/promises';
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import type { Outputs } from '../../local-cloud/outputs.ts';
import { reportPosition } from '../nights/worker-peak.ts';
import { checkRun, expectedOf } from '../reminders/check-run.ts';
import { gatherFans } from '../reminders/fans.ts';
import { announceEvent } from '../reminders/popular-event.ts';
import { behave, type Call, failingRules, takeCalls } from '../reminders/providers.ts';
import { settledLedger } from '../reminders/read-ledger.ts';
import { sendWindow } from '../reminders/send-window.ts';
import { windowNow } from '../reminders/window.ts';
import { checkRound } from './check-round.ts';
import { type PutAt, putCopies, putEvenly } from './crash-events.ts';
import { casesSeen, handled, settledMessages } from './settled.ts';
import { putTroubled, troubledOf } from './troubled.ts';

/** `fans`: sends of the campaign. `copies`: of each event, 10 at most. */
export type RoundSize = { events: number; perSecond: number; fans: number; copies: number };
/** Milliseconds from put to accepted, in no order. */
export type Latencies = { sms: number[]; email: number[] };
/** `beside`: requests of the campaign that providers got while the events came. */
export type Rounds = { quiet: Latencies; busy: Latencies; beside: number; handledCopies: number };

/** So long after its start a campaign is being sent. */
const campaignLeadMs = 20_000;
const channels = 2;

const latenciesOf = (putAt: PutAt, messages: readonly Notification[]): Latencies => {
  const of = (channel: 'sms' | 'email') =>
    messages
      .filter((message) => message.channel === channel)
      .map(({ customerId, date }) => Date.parse(date.accepted ?? '') - (putAt.get(customerId) ?? Number.NaN));
  return { sms: of('sms'), email: of('email') };
};

const prepared = async (outputs: Outputs, name: string, count: number): Promise<string[]> => {
  const customerIds = troubledOf(`${name}-${Date.now()}`, count);
  await putTroubled(outputs, customerIds);
  return customerIds;
};

/** Waits for the round's messages, and checks them against cases and calls. @param earlier calls taken already */
const settle = async (outputs: Outputs, customerIds: readonly string[], earlier: readonly Call[] = []) => {
  const prefix = String(customerIds[0]).slice(0, -'000000'.length);
  const messages = await settledMessages(outputs, prefix, customerIds.length * channels);
  const calls = [...earlier, ...(await takeCalls(outputs))];
  checkRound({ customerIds, messages, cases: await casesSeen(outputs, prefix), sent: calls.map(({ id }) => id) });
  return { messages, calls };
};

/** Takes the calls away meanwhile, so that the providers forget none. */
const collecting = async <T>(outputs: Outputs, work: () => Promise<T>): Promise<{ result: T; calls: Call[] }> => {
  const calls: Call[] = [];
  let working = true;
  const collect = async () => {
    for (; working; await wait(2_000)) calls.push(...(await takeCalls(outputs)));
  };
  const end = work().finally(() => {
    working = false;
  });
  const [result] = await Promise.all([end, collect()]);
  return { result, calls };
};

const quietRound = async (outputs: Outputs, name: string, { events, perSecond }: RoundSize): Promise<Latencies> => {
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

const copiesRound = async (outputs: Outputs, { events, copies }: RoundSize): Promise<number> => {
  const customerIds = await prepared(outputs, 'copies', events);
  const position = reportPosition();
  const { result, calls } = await collecting(outputs, async () => {
    await putCopies(outputs, customerIds, copies);
    return handled(position, events * copies);
  });
  await settle(outputs, customerIds, calls);
  return result;
};

/** @throws Error when anything was lost, or came twice */
export const runRounds = async (outputs: Outputs, size: RoundSize): Promise<Rounds> => {
  await takeCalls(outputs);
  await quietRound(outputs, 'warm-up', { ...size, events: Math.ceil(size.events / 20) });
  const quiet = await quietRound(outputs, 'quiet', size);
  const { busy, beside } = await busyRound(outputs, size);
  return { quiet, busy, beside, handledCopies: await copiesRound(outputs, size) };
};
