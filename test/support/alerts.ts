// What a topic says, as a subscriber hears it.
import { SNSClient, SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { outputs } from './local-cloud.ts';
import { uniqueId } from './test-programs.ts';

const [sns, sqs] = [new SNSClient(localClient(outputs)), new SQSClient(localClient(outputs))];

type Alert = { Subject: string; Message: string };

/** Listens to a topic by a queue of its own. `heard`: everything said so far. */
export const listenTo = async (topic: string): Promise<{ heard(): Promise<Alert[]>; close(): Promise<void> }> => {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: uniqueId('listener') }));
  const asked = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const Endpoint = asked.Attributes?.QueueArn;
  const { SubscriptionArn } = await sns.send(
    new SubscribeCommand({
      TopicArn: pick(outputs.topics, topic),
      Protocol: 'sqs',
      Endpoint,
      ReturnSubscriptionArn: true,
    }),
  );
  const all: Alert[] = [];
  return {
    heard: async () => {
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 600 });
      const { Messages = [] } = await sqs.send(command);
      all.push(...Messages.map(({ Body }) => JSON.parse(Body ?? '{}') as Alert));
      return all;
    },
    close: async () => {
      await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
};
