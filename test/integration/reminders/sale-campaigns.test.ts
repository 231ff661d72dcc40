// What a window's run leaves for operators: each announced sale among the campaigns of its program.
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { lambda, outputs } from '../../support/local-cloud.ts';
import { dataOf } from '../../support/operations.ts';
import { uniqueId } from '../../support/test-programs.ts';

const window = '2026-11-20T17:30:00.000Z';

const finishWindow = async (event: unknown): Promise<void> => {
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `${pick(outputs.functions, 'finish-window')}:live`,
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  if (answer.FunctionError) throw new Error(`finish-window: ${Buffer.from(answer.Payload ?? []).toString()}`);
};

it('lists an announced sale once, with what the gate said of its reminders, and reports on it', async () => {
  const programId = uniqueId('it-sale-campaigns');
  const sale = { eventId: 'Z7r9jZ1A7abc', outcome: 'announced' };
  const shards = [
    { fans: 3, outcomes: { granted: 2, 'refused:no-contact-point': 1 } },
    { fans: 2, outcomes: { exists: 1, waiting: 1, 'not-verified': 1 } },
  ];
  const event = {
    run: { programId, at: window, startedAt: window, window },
    results: [
      { ...sale, saleId: 'public', shards },
      { ...sale, saleId: 'presale-vip', outcome: 'failed', reason: 'LoadEvent' },
    ],
    ...{ leftOver: 0, execution: { arn: 'arn:execution' } },
  };
  await finishWindow(event);
  await finishWindow(event);
  const { campaigns } = await dataOf<{ campaigns: { items: object[] } }>('operator', 'Campaigns', { programId });
  const campaignId = `${programId}:Z7r9jZ1A7abc:public`;
  expect(campaigns.items).toMatchObject([
    { campaignId, plannedAt: window, planned: 4, refused: 1, status: 'running', marketplace: null, channel: null },
  ]);
  const { campaignReport } = await dataOf<{ campaignReport: object }>('operator', 'CampaignReport', { campaignId });
  expect(campaignReport).toMatchObject({ campaignId, planned: 0, withheldByReason: [] });
});
