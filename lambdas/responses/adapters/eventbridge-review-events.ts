import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { asTransient } from '../../shared/aws/transient.ts';
import { TransientError } from '../../shared/errors.ts';
import type { ReviewEvents } from '../ports.ts';

/** Event `ReviewSubmitted` of source `herald.reviews`. @param bus name of `app-platform` */
export const eventbridgeReviewEvents = (client: EventBridgeClient, bus: string): ReviewEvents => ({
  submitted: async (detail) => {
    const Entries = [
      { EventBusName: bus, Source: 'herald.reviews', DetailType: 'ReviewSubmitted', Detail: JSON.stringify(detail) },
    ];
    const { FailedEntryCount, Entries: answers } = await asTransient('publish a review', () =>
      client.send(new PutEventsCommand({ Entries })),
    );
    if (!FailedEntryCount) return;
    throw new TransientError(`The bus ${bus} did not take ReviewSubmitted: ${answers?.[0]?.ErrorCode ?? 'no reason'}`, {
      whatToDo: 'The stream hands the review over again; look at the bus if it persists.',
    });
  },
});
