// What every round does: customers before it, and after it the check of what became of their events.
import { setTimeout as wait } from 'node:timers/promises';
import type { Outputs } from '../../local-cloud/outputs.ts';
import { type Call, takeCalls } from '../reminders/providers.ts';
import { checkRound } from './check-round.ts';
import { casesSeen, settledMessages } from './settled.ts';
import { putTroubled, troubledOf } from './troubled.ts';

/** SMS and e-mail. */
export const channels = 2;

/** New customers whose app will crash. @param name unlike any other round's */
export const prepared = async (outputs: Outputs, name: string, count: number): Promise<string[]> => {
  const customerIds = troubledOf(`${name}-${Date.now()}`, count);
  await putTroubled(outputs, customerIds);
  return customerIds;
};

/** Waits for the round's messages, and checks them against cases and calls. @param earlier calls taken already */
export const settle = async (outputs: Outputs, customerIds: readonly string[], earlier: readonly Call[] = []) => {
  const prefix = String(customerIds[0]).slice(0, -'000000'.length);
  const messages = await settledMessages(outputs, prefix, customerIds.length * channels);
  const calls = [...earlier, ...(await takeCalls(outputs))];
  const cases = await casesSeen(outputs, prefix);
  checkRound({ customerIds, messages, cases, sent: calls.map(({ id }) => id) });
  return { messages, calls, cases };
};

/** Takes the calls away meanwhile, so that the providers forget none. */
export const collecting = async <T>(
  outputs: Outputs,
  work: () => Promise<T>,
): Promise<{ result: T; calls: Call[] }> => {
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
