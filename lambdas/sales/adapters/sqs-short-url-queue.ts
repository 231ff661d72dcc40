import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { asTransient } from '../../shared/aws/transient.ts';
import type { ShortUrlQueue } from '../ports.ts';

const entriesPerCall = 10;

/** Queue `short-url`: one message `{eventId}` an event. */
export const sqsShortUrlQueue = ({ sqs, url }: { sqs: SQSClient; url: string }): ShortUrlQueue => ({
  request: async (eventIds) => {
    const failed: string[] = [];
    for (let from = 0; from < eventIds.length; from += entriesPerCall) {
      const batch = eventIds.slice(from, from + entriesPerCall);
      const command = new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: batch.map((eventId, n) => ({ Id: String(n), MessageBody: JSON.stringify({ eventId }) })),
      });
      const { Failed = [] } = await asTransient('ask for short URLs', () => sqs.send(command));
      failed.push(...Failed.map(({ Id }) => batch[Number(Id)]).filter((id) => id !== undefined));
    }
    return failed;
  },
});
