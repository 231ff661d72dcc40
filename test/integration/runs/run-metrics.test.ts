// What a run tells CloudWatch: metrics by EMF in the logs of its Lambdas, and no customer in them.
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { pick } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { outputs } from '../../support/local-cloud.ts';
import { aNight, runNight } from '../../support/night.ts';

const logs = new CloudWatchLogsClient(localClient(outputs));

const messagesOf = async (lambda: string, since: number): Promise<string[]> => {
  const logGroupName = `/aws/lambda/${pick(outputs.functions, lambda).split(':')[6]}`;
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, startTime: since }));
  return (events ?? []).map((event) => event.message ?? '');
};

describe('the metrics of a run', () => {
  it('count what it did, by program, and its logs name no customer', async () => {
    const since = Date.now() - 1_000;
    const night = await aNight('it-metrics', 6);
    expect((await runNight(night)).status).toBe('SUCCEEDED');
    const metric = await eventually('the EMF line', async () => {
      const lines = await messagesOf('summarise-run', since);
      return lines.find((line) => line.includes('"_aws"') && line.includes(night.programId));
    });
    expect(JSON.parse(metric)).toMatchObject({ program: night.programId, RunsCompleted: 1 });
    for (const lambda of ['filter-chunk', 'score-chunk', 'store-chunk', 'summarise-run']) {
      const said = (await messagesOf(lambda, since)).join('\n');
      expect(night.customers.filter((customer) => said.includes(customer))).toEqual([]);
    }
  });
});
