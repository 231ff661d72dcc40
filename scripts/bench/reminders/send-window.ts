// Runs notification-scheduler once, the releaser every minute, and looks on until the providers have been asked often enough.
import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { localClient } from '../../local-cloud/sdk.ts';
import { type Call, takeCalls } from './providers.ts';

/** `startedAt`, `scheduledAt`: when the scheduler's execution began and ended, epoch ms. */
export type Sent = { startedAt: number; scheduledAt: number; calls: Call[]; summary: unknown };

const lookEveryMs = 3_000;
const releaseEveryMs = 60_000;
const giveUpMs = 25 * 60_000;

const startScheduler = async (sfn: SFNClient, outputs: Outputs, at: string): Promise<string> => {
  const stateMachineArn = pick(outputs.stateMachines, 'notification-scheduler');
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ at }) }),
  );
  return executionArn;
};

/** As the schedule does it on AWS. */
export const releaseDue = async (outputs: Outputs): Promise<void> => {
  const lambda = new LambdaClient(localClient(outputs));
  const FunctionName = pick(outputs.functions, 'release-due');
  await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: '{}' }));
};

type Scheduled = { startedAt: number; scheduledAt?: number; summary?: unknown };

/** @throws Error when the execution ended badly */
const look = async (sfn: SFNClient, executionArn: string): Promise<Scheduled> => {
  const { status, startDate, stopDate, output, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const startedAt = startDate?.getTime() ?? Number.NaN;
  if (status === 'RUNNING') return { startedAt };
  if (status === 'SUCCEEDED')
    return { startedAt, scheduledAt: stopDate?.getTime() ?? Number.NaN, summary: JSON.parse(output ?? 'null') };
  throw new Error(`${executionArn} ended as ${status}: ${cause ?? 'no cause given'}`);
};

/** @param wanted requests that the providers must get, failing ones included @throws Error when they don't in 25 minutes */
export const sendWindow = async (outputs: Outputs, { at, wanted }: { at: string; wanted: number }): Promise<Sent> => {
  const sfn = new SFNClient(localClient(outputs));
  const executionArn = await startScheduler(sfn, outputs, at);
  const calls: Call[] = [];
  const began = Date.now();
  let releasedAt = began;
  for (;;) {
    await wait(lookEveryMs);
    calls.push(...(await takeCalls(outputs)));
    const { startedAt, scheduledAt, summary } = await look(sfn, executionArn);
    if (scheduledAt !== undefined && calls.length >= wanted) return { startedAt, scheduledAt, calls, summary };
    if (Date.now() - began > giveUpMs)
      throw new Error(
        `Only ${calls.length} of ${wanted} requests came to the providers in 25 minutes: see .local/logs`,
      );
    if (Date.now() - releasedAt < releaseEveryMs) continue;
    releasedAt = Date.now();
    await releaseDue(outputs);
    console.log(`  ${Math.round((Date.now() - began) / 1000)} s: ${calls.length} of ${wanted} requests`);
  }
};
