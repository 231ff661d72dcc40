// Where End User Messaging publishes what becomes of an SMS. Terraform's provider 5.100.0 has no resource for it.
import {
  CreateEventDestinationCommand,
  DescribeConfigurationSetsCommand,
  type EventDestination,
  PinpointSMSVoiceV2Client,
  UpdateEventDestinationCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import * as z from 'zod';

/** `topicArn`: the SNS topic `sms-events`; `configurationSet`: the one that Herald sends with. Both made by Terraform. */
export type SmsEvents = { configurationSet: string; topicArn: string };

const EVENT_DESTINATION = 'herald-sms-events';

const asWanted = ({ Enabled, MatchingEventTypes = [], SnsDestination }: EventDestination, topicArn: string) =>
  Enabled === true && SnsDestination?.TopicArn === topicArn && MatchingEventTypes.join() === 'TEXT_ALL';

/**
 * Makes sure that every text event of a configuration set goes to the topic. Safe to repeat.
 * @throws ResourceNotFoundException when there is no such configuration set
 */
export const ensureSmsEventDestination = async (
  client: PinpointSMSVoiceV2Client,
  { configurationSet, topicArn }: SmsEvents,
): Promise<'created' | 'updated' | 'unchanged'> => {
  const named = { ConfigurationSetName: configurationSet, EventDestinationName: EVENT_DESTINATION };
  const wanted = { ...named, MatchingEventTypes: ['TEXT_ALL' as const], SnsDestination: { TopicArn: topicArn } };
  const { ConfigurationSets = [] } = await client.send(
    new DescribeConfigurationSetsCommand({ ConfigurationSetNames: [configurationSet] }),
  );
  const found = ConfigurationSets[0]?.EventDestinations?.find(
    ({ EventDestinationName }) => EventDestinationName === EVENT_DESTINATION,
  );
  if (!found) {
    await client.send(new CreateEventDestinationCommand(wanted));
    return 'created';
  }
  if (asWanted(found, topicArn)) return 'unchanged';
  await client.send(new UpdateEventDestinationCommand({ ...wanted, Enabled: true }));
  return 'updated';
};

const output = z.object({ sms_events: z.object({ configuration_set: z.string(), topic_arn: z.string() }) });

/** `sms_events` of Terraform's outputs. @throws Error when it is missing */
const smsEventsFrom = (outputs: Record<string, unknown>): SmsEvents => {
  const parsed = output.safeParse(outputs);
  if (!parsed.success)
    throw new Error('Terraform has no output sms_events {configuration_set, topic_arn}: apply terraform/ first.');
  const { configuration_set, topic_arn } = parsed.data.sms_events;
  return { configurationSet: configuration_set, topicArn: topic_arn };
};

/** The deploy step: after every apply, on AWS and (with `endpoint`) on the local cloud. */
export const connectSmsEvents = async (
  outputs: Record<string, unknown>,
  { region, endpoint }: { region: string; endpoint?: string },
): Promise<string> => {
  const local = endpoint ? { endpoint, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } } : {};
  const client = new PinpointSMSVoiceV2Client({ region, ...local });
  try {
    return await ensureSmsEventDestination(client, smsEventsFrom(outputs));
  } finally {
    client.destroy();
  }
};
