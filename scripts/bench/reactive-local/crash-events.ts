// The app tells of crashes: events put on the bus at an even pace, or many copies of each at once.
import { setTimeout as wait } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { localClient } from '../../local-cloud/sdk.ts';

/** When each customer's event was put, epoch ms, right before the call. */
export type PutAt = ReadonlyMap<string, number>;

const detailOf = (customerId: string): string =>
  JSON.stringify({
    ...{ schemaVersion: '1', eventId: `crash-${customerId}`, customerId, errorType: 'NullPointerException' },
    ...{ errorCount: 12, timeWindow: '24h', appVersion: '2.5.1', deviceType: 'iOS' },
    timestamp: new Date().toISOString(),
  });

/** @param copies of the same event in one call, 10 at most (EventBridge) */
const putter = (outputs: Outputs, copies: number) => {
  const bus = new EventBridgeClient(localClient(outputs));
  const EventBusName = pick(outputs.buses, 'app-platform');
  return async (customerId: string): Promise<void> => {
    const entry = { EventBusName, Source: 'app.telemetry', DetailType: 'ErrorEvent', Detail: detailOf(customerId) };
    const { FailedEntryCount } = await bus.send(new PutEventsCommand({ Entries: Array(copies).fill(entry) }));
    if (FailedEntryCount) throw new Error(`The bus refused ${FailedEntryCount} of ${copies} copies of an event`);
  };
};

/** One event each, evenly; late ones don't shift the others. @throws Error when the bus refuses one */
export const putEvenly = async (
  outputs: Outputs,
  customerIds: readonly string[],
  perSecond: number,
): Promise<PutAt> => {
  const put = putter(outputs, 1);
  const putAt = new Map<string, number>();
  const calls: Promise<void>[] = [];
  const began = performance.now();
  for (const [n, customerId] of customerIds.entries()) {
    const early = began + (n * 1_000) / perSecond - performance.now();
    if (early > 0) await wait(early);
    putAt.set(customerId, Date.now());
    calls.push(put(customerId));
  }
  await Promise.all(calls);
  return putAt;
};

/** All copies of an event in one call, so that they meet; one event after another. */
export const putCopies = async (outputs: Outputs, customerIds: readonly string[], copies: number): Promise<void> => {
  const put = putter(outputs, copies);
  for (const customerId of customerIds) await put(customerId);
};
