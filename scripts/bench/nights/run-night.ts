// One whole night of product-reviews on the local cloud, timed by Step Functions itself.
import { setTimeout as wait } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { type DemoRun, dayToRun, findRun } from '../../demo/night.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { localClient } from '../../local-cloud/sdk.ts';
import { type Peak, peakSince, reportPosition } from './worker-peak.ts';

/** `minutes`: from StartExecution to the execution's end. */
export type Night = { minutes: number; summary: NonNullable<DemoRun['summary']>; peak: Peak };

const programId = 'product-reviews';
const pollMs = 2_000;

const endOf = async (sfn: SFNClient, executionArn: string): Promise<number> => {
  for (;;) {
    const { status, startDate, stopDate, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED' && startDate && stopDate) return (stopDate.getTime() - startDate.getTime()) / 60_000;
    if (status !== 'RUNNING') throw new Error(`${executionArn} ended as ${status}: ${cause ?? 'no cause given'}`);
    await wait(pollMs);
  }
};

/** Functions that answer GraphQL; all others work for the batch. */
const servingFunctions = new Set(['query-candidates', 'operate-runs']);

/** @throws Error when the night fails, or leaves no summary */
export const runNight = async (outputs: Outputs): Promise<Night> => {
  const sfn = new SFNClient(localClient(outputs));
  const before = reportPosition();
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({
      stateMachineArn: pick(outputs.stateMachines, 'batch-ingestion'),
      input: JSON.stringify({ programId, day: await dayToRun() }),
    }),
  );
  const minutes = await endOf(sfn, executionArn);
  const batch = Object.entries(outputs.functions).filter(([name]) => !servingFunctions.has(name));
  const peak = peakSince(before, new Set(batch.map(([, name]) => name.split(':').at(-1) ?? name)));
  const run = await findRun(outputs, programId, executionArn);
  if (!run?.summary) throw new Error(`${executionArn} left no summary in the table runs`);
  return { minutes, summary: run.summary, peak };
};
