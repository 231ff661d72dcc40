import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { createOutbox } from '../kit/outbox.ts';
import { REGION, type SmsState } from './state.ts';
import { type ComingEvent, comingEvents, eventBody } from './text-events.ts';
import type { TextMessage } from './text-message.ts';

/** Sends up to 10 messages, JSON texts, to one SNS topic. */
export type PublishBatch = (topicArn: string, messages: string[]) => Promise<void>;

/** @throws Error when SNS refuses one of them */
export const publishTo = (endpoint: string): PublishBatch => {
  const client = new SNSClient({ endpoint, region: REGION });
  return async (TopicArn, messages) => {
    const entries = messages.map((Message, index) => ({ Id: String(index), Message }));
    const { Failed = [] } = await client.send(
      new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: entries }),
    );
    if (Failed[0]) throw new Error(`SNS refused ${Failed.length} of ${entries.length}: ${Failed[0].Message}`);
  };
};

const topicsFor = ({ configurationSets }: SmsState, { message, type }: ComingEvent): string[] => {
  const set = message.configurationSet === undefined ? undefined : configurationSets[message.configurationSet];
  return (set?.EventDestinations ?? []).flatMap(({ Enabled, MatchingEventTypes, SnsDestination }) =>
    Enabled && SnsDestination && [type, 'TEXT_ALL', 'ALL'].some((each) => MatchingEventTypes.includes(each))
      ? [SnsDestination.TopicArn]
      : [],
  );
};

/** Tells, after each event's delay, what happened to a message, if its configuration set wants to know. */
export const createEventPublisher = (state: SmsState, publish: PublishBatch) => {
  const send = async (events: ComingEvent[]) => {
    const byTopic = new Map<string, string[]>();
    for (const event of events) {
      const text = JSON.stringify(eventBody(event, Date.now()));
      for (const topic of topicsFor(state, event)) byTopic.set(topic, [...(byTopic.get(topic) ?? []), text]);
    }
    for (const [topic, texts] of byTopic) await publish(topic, texts);
  };
  const outbox = createOutbox<ComingEvent>({ send, batchSize: 10 });
  return {
    follow: (message: TextMessage) => {
      for (const event of comingEvents(message)) outbox.add(event, event.delayMs);
    },
    close: outbox.close,
  };
};
