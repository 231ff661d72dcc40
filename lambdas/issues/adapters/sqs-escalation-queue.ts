import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { asTransient } from '../../shared/aws/transient.ts';
import type { EscalationQueue } from '../ports.ts';

/** Queue `callbacks`: one message an escalation (docs/architecture.md). A case has few rules: no batches. */
export const sqsEscalationQueue = ({ sqs, url }: { sqs: SQSClient; url: string }): EscalationQueue => ({
  send: async (messages) => {
    for (const message of messages) {
      const command = new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(message) });
      await asTransient('hand an escalation over', () => sqs.send(command));
    }
  },
});
