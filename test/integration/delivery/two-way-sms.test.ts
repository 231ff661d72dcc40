// What customers write to a number of End User Messaging: topic → receive-sms → suppression of the number.
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { newNumber } from '../../support/customers.ts';
import { pick } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { outputs } from '../../support/local-cloud.ts';
import { ask } from '../../support/operations.ts';

const phone = newNumber();
const sns = new SNSClient(localClient(outputs));

const write = (messageBody: string) =>
  sns.send(
    new PublishCommand({
      TopicArn: pick(outputs.topics, 'sms-inbound'),
      Message: JSON.stringify({ originationNumber: phone, destinationNumber: '+12025550100', messageBody }),
    }),
  );

const template = { programId: 'ticket-sale-reminders', templateId: 'sale-reminder', channel: 'sms', locale: 'en-US' };
/** Why a test message to the number was refused; nothing when it was not. */
const refusal = async (): Promise<string | undefined> => {
  const { errors } = await ask('operator', 'SendTest', { ...template, marketplace: 'US', to: phone });
  return errors && JSON.stringify(errors);
};

it('STOP suppresses the number for everything, START lets it back, and nothing else does either', async () => {
  await write('please stop calling me'); // not the keyword alone
  expect(await refusal()).toBeUndefined();
  await write(' stop\n');
  await eventually(
    'the number to be suppressed',
    async () => (await refusal())?.includes('suppressed:stop') || undefined,
  );
  await write('START');
  await eventually('the number to be back', async () => (await refusal()) === undefined || undefined);
});
