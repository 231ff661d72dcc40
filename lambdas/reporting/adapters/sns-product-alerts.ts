import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { clientConfig } from '../../shared/aws/aws-clients.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { ProductAlerts } from '../ports.ts';

/** The topic `product-alerts`. */
export const snsProductAlerts = (topicArn: string): ProductAlerts => {
  const client = new SNSClient(clientConfig(5_000));
  return {
    publish: async ({ subject, text }) => {
      const command = new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: text });
      await asTransient('tell the product team', () => client.send(command));
    },
  };
};
