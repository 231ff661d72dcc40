// One sale's reminders on a local cloud: made ready, sent, checked.

import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import type { Outputs } from '../../local-cloud/outputs.ts';
import { checkRun, type Expected, expectedOf } from './check-run.ts';
import { gatherFans } from './fans.ts';
import { announceEvent } from './popular-event.ts';
import { behave, discoveryCalls, failingRules, takeCalls } from './providers.ts';
import { settledLedger } from './read-ledger.ts';
import { type Sent, sendWindow } from './send-window.ts';
import { windowNow } from './window.ts';

/** `endedAt`: when the last message was accepted or failed, epoch ms. */
export type Reminded = Sent & { expected: Expected; ledger: Notification[]; endedAt: number };

/** As in programs/ticket-sale-reminders.yaml, by default. */
const shards = 16;

const endOf = (ledger: readonly Notification[]): number =>
  Math.max(...ledger.map(({ date }) => Date.parse(date.accepted ?? date.failed ?? '')));

/** @param rules what the providers refuse; default: 4 % busy once, 1 % invalid @throws Error when anything came out wrong */
export const remindCrowd = async (outputs: Outputs, fans: number, rules = failingRules): Promise<Reminded> => {
  const window = windowNow(Date.now());
  const eventId = `bench${Date.now()}`;
  await gatherFans(outputs, { eventId, fans, shards, zone: window.zone });
  await announceEvent(outputs, eventId, window.saleStartsAt);
  await behave(outputs, rules);
  await Promise.all([takeCalls(outputs), discoveryCalls(outputs)]);
  const { later } = expectedOf(fans);
  const sent = await sendWindow(outputs, { at: window.at, wanted: fans + later });
  const ledger = await settledLedger(outputs, eventId);
  const calls = [...sent.calls, ...(await takeCalls(outputs))];
  const expected = checkRun({ fans, ledger, calls });
  const asked = await discoveryCalls(outputs);
  if (asked !== 1) throw new Error(`Discovery was asked ${asked} times for one event`);
  return { ...sent, calls, expected, ledger, endedAt: endOf(ledger) };
};
