// What a run of reminders used, for the cost model: writes from the ledger, Lambda's time from the executor's report.
import { readFileSync } from 'node:fs';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { notificationItem } from '../../../lambdas/delivery/adapters/notification-items.ts';
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import type { DeliveryUse, FunctionUse } from '../../cost/delivery-cost.ts';
import { readUnits, writeUnits } from '../../cost/message-writes.ts';
import { invocationsFile } from '../../local-cloud/localstack-environment.ts';
import type { Outputs } from '../../local-cloud/outputs.ts';
import { localClient } from '../../local-cloud/sdk.ts';
import type { Call } from './providers.ts';

/** A policy item with a consent and the grants of a month. */
const policyBytes = 800;
/** States of notification-scheduler outside the Map over shards, and for each shard of fans. */
const [outerTransitions, perShard, shards] = [14, 4, 16];

type Invocation = { function: string; ms: number };

/** Functions that ran since `position` in the executor's report (nights/worker-peak.ts: reportPosition). */
export const functionUse = async (outputs: Outputs, position: number): Promise<FunctionUse[]> => {
  const report = readFileSync(invocationsFile).subarray(position).toString('utf8');
  const calls = report
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Invocation);
  const lambda = new LambdaClient(localClient(outputs));
  const names = [...new Set(calls.map((call) => call.function))];
  return Promise.all(
    names.map(async (name) => {
      const { MemorySize = 512 } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
      const own = calls.filter((call) => call.function === name);
      return { invocations: own.length, ms: own.reduce((sum, { ms }) => sum + ms, 0), memoryMb: MemorySize };
    }),
  );
};

const bytesOf = (message: Notification): number => Buffer.byteLength(JSON.stringify(notificationItem(message)));

/** Of one channel; functions and transitions by its share of all messages. */
export const useOf = (
  { ledger, calls }: { ledger: readonly Notification[]; calls: readonly Call[] },
  channel: 'sms' | 'email',
  functions: readonly FunctionUse[],
): DeliveryUse => {
  const partsOf = new Map(calls.map(({ id, parts }) => [id, parts]));
  const own = ledger.filter((message) => message.channel === channel);
  const share = own.length / ledger.length;
  const accepted = own.filter(({ state }) => state === 'accepted').length;
  const sum = (of: (message: Notification) => number): number => own.reduce((all, message) => all + of(message), 0);
  return {
    ...{ channel, messages: own.length, accepted },
    parts: sum(({ id, state }) => (state === 'accepted' ? (partsOf.get(id) ?? 1) : 0)),
    writeUnits: sum((one) => writeUnits({ revision: one.revision, itemBytes: bytesOf(one), policyBytes })),
    readUnits: sum((one) => readUnits(one.attempts.length)),
    transitions: (outerTransitions + perShard * shards) * share,
    functions: functions.map(({ invocations, ms, memoryMb }) => ({
      ...{ invocations: invocations * share, ms: ms * share, memoryMb },
    })),
  };
};
