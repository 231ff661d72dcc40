// What customers write to a number of End User Messaging: topic → receive-sms → suppression of the number.
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { newNumber } from '../support/customers.ts';
import { pick } from '../support/deployed.ts';
import { eventually } from '../support/eventually.ts';
import { outputs } from '../support/local-cloud.ts';
import { dataOf } from '../support/operations.ts';

const phone = newNumber();
const sns = new SNSClient(localClient(outputs));

const write = (messageBody: string) =>
  sns.send(
    new PublishCommand({
      TopicArn: pick(outputs.topics, 'sms-inbound'),
      Message: JSON.stringify({ originationNumber: phone, destinationNumber: '+12025550100', messageBody }),
    }),
  );

type Sent = { sendTest: { state: string; reason: string | null } };
const template = { programId: 'ticket-sale-reminders', templateId: 'sale-reminder', channel: 'sms', locale: 'en-US' };
const sent = async (): Promise<Sent['sendTest']> =>
  (await dataOf<Sent>('operator', 'SendTest', { ...template, marketplace: 'US', to: phone })).sendTest;

it('STOP suppresses the number for everything, START lets it back, and nothing else does either', async () => {
  await write('please stop calling me'); // not the keyword alone
  expect((await sent()).state).not.toBe('suppressed');
  await write(' stop\n');
  await eventually('the number to be suppressed', async () => (await sent()).reason === 'suppressed:stop' || undefined);
  await write('START');
  await eventually('the number to be back', async () => (await sent()).state !== 'suppressed' || undefined);
});
