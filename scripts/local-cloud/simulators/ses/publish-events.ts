import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { createOutbox } from '../kit/outbox.ts';
import type { StateFile } from '../kit/state-file.ts';
import { detailOf, namesOf } from './event-detail.ts';
import { type ComingEvent, comingEvents, learnFrom } from './mailbox.ts';
import type { Message } from './message.ts';
import { arnOf, REGION, type SesState } from './state.ts';

/** Where events go: the default bus of this account, as LocalStack has it. */
export type PutEvents = (entries: PutEventsRequestEntry[]) => Promise<void>;

/** LocalStack takes events of `aws.ses` by PutEvents; AWS would keep that source to itself. @throws when one is refused */
export const putEventsTo = (endpoint: string): PutEvents => {
  const client = new EventBridgeClient({ endpoint, region: REGION });
  return async (Entries) => {
    const { FailedEntryCount } = await client.send(new PutEventsCommand({ Entries }));
    if (FailedEntryCount) throw new Error(`${FailedEntryCount} of ${Entries.length} events were refused`);
  };
};

const wanted = ({ configurationSets }: SesState, { message, type }: ComingEvent): boolean => {
  const set = message.configurationSet === undefined ? undefined : configurationSets[message.configurationSet];
  return Object.values(set?.destinations ?? {}).some(
    ({ Enabled, MatchingEventTypes, EventBridgeDestination }) =>
      Enabled && EventBridgeDestination && MatchingEventTypes.includes(namesOf(type)?.[1] ?? ''),
  );
};

const entryOf = (event: ComingEvent): PutEventsRequestEntry => ({
  Source: 'aws.ses',
  DetailType: namesOf(event.type)?.[2] ?? '',
  Detail: JSON.stringify(detailOf(event, Date.now())),
  Resources: [arnOf('configuration-set', event.message.configurationSet ?? '')],
});

/** Tells, after each event's delay, what happened to a message, if its configuration set wants to know. */
export const createEventPublisher = ({ state, save }: StateFile<SesState>, put: PutEvents) => {
  const send = async (events: ComingEvent[]) => {
    const learned = events.filter((event) => learnFrom(state, event)).length;
    if (learned > 0) save();
    const entries = events.filter((event) => wanted(state, event)).map(entryOf);
    if (entries.length > 0) await put(entries);
  };
  const outbox = createOutbox<ComingEvent>({ send, batchSize: 10 });
  return {
    follow: (message: Message) => {
      for (const event of comingEvents(state, message)) outbox.add(event, event.delayMs);
    },
    close: outbox.close,
  };
};
