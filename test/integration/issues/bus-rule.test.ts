// Which of the app's events the bus hands over: the rule as it is deployed, asked of EventBridge itself.
import { DescribeRuleCommand, EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { beforeAll, describe, expect, it } from 'vitest';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { pick } from '../../support/deployed.ts';
import { aCrash, programId } from '../../support/deployed-issues.ts';
import { outputs } from '../../support/local-cloud.ts';

const bus = new EventBridgeClient(localClient(outputs));
let EventPattern = '';
beforeAll(async () => {
  const EventBusName = pick(outputs.buses, 'app-platform');
  const Name = EventBusName.replace('app-platform', programId);
  ({ EventPattern = '' } = await bus.send(new DescribeRuleCommand({ EventBusName, Name })));
});

const isHandedOver = async (detail: Record<string, unknown>, type = 'ErrorEvent'): Promise<boolean | undefined> => {
  const Event = JSON.stringify({
    ...{ id: '1', account: '000000000000', region: 'us-east-1', time: new Date().toISOString(), resources: [] },
    ...{ source: 'app.telemetry', 'detail-type': type, detail: aCrash('it-nobody', detail) },
  });
  return (await bus.send(new TestEventPatternCommand({ EventPattern, Event }))).Result;
};

describe('the rule of the program', () => {
  it.each([[3], [4], [1_000_000]])('hands over %j errors', async (errorCount) => {
    expect(await isHandedOver({ errorCount })).toBe(true);
  });

  it.each([[0], [1], [2]])('leaves %j errors alone', async (errorCount) => {
    expect(await isHandedOver({ errorCount })).toBe(false);
  });

  it.each([['3'], [''], [null], [undefined], [2.5], [-1], [['3']], [{ value: 3 }]])(
    'hands over %j, which is no count: to be refused and kept',
    async (errorCount) => {
      expect(await isHandedOver({ errorCount })).toBe(true);
    },
  );

  it('hands over no other kind of event', async () => {
    expect(await isHandedOver({}, 'SessionStarted')).toBe(false);
  });
});
