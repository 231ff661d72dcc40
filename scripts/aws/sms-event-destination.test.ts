import {
  CreateConfigurationSetCommand,
  DescribeConfigurationSetsCommand,
  PinpointSMSVoiceV2Client,
  UpdateEventDestinationCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEndUserMessaging } from '../local-cloud/simulators/end-user-messaging/server.ts';
import type { RunningService } from '../local-cloud/simulators/kit/http-service.ts';
import { connectSmsEvents, ensureSmsEventDestination } from './sms-event-destination.ts';

const topic = (name: string) => `arn:aws:sns:us-east-1:000000000000:${name}`;
let service: RunningService;
let client: PinpointSMSVoiceV2Client;
beforeAll(async () => {
  service = await startEndUserMessaging({ port: 0, publish: async () => undefined });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new PinpointSMSVoiceV2Client({ endpoint: service.url, region: 'us-east-1', credentials });
});
afterAll(async () => {
  client.destroy();
  await service.close();
});

const newSet = async (name: string) => {
  await client.send(new CreateConfigurationSetCommand({ ConfigurationSetName: name }));
  const ensure = (topicArn: string) => ensureSmsEventDestination(client, { configurationSet: name, topicArn });
  const destinations = async () =>
    (await client.send(new DescribeConfigurationSetsCommand({ ConfigurationSetNames: [name] }))).ConfigurationSets?.[0]
      ?.EventDestinations;
  return { ensure, destinations };
};

it('creates the destination once, and leaves it alone after that', async () => {
  const { ensure, destinations } = await newSet('fresh');
  expect([await ensure(topic('a')), await ensure(topic('a'))]).toEqual(['created', 'unchanged']);
  expect(await destinations()).toEqual([
    {
      EventDestinationName: 'herald-sms-events',
      Enabled: true,
      MatchingEventTypes: ['TEXT_ALL'],
      SnsDestination: { TopicArn: topic('a') },
    },
  ]);
});

it('puts right another topic, and one that somebody switched off', async () => {
  const { ensure, destinations } = await newSet('changed');
  await ensure(topic('a'));
  expect(await ensure(topic('b'))).toBe('updated');
  const named = { ConfigurationSetName: 'changed', EventDestinationName: 'herald-sms-events' };
  await client.send(new UpdateEventDestinationCommand({ ...named, Enabled: false }));
  expect(await ensure(topic('b'))).toBe('updated');
  expect(await destinations()).toMatchObject([{ Enabled: true, SnsDestination: { TopicArn: topic('b') } }]);
});

it('reads what it needs from Terraform’s outputs, and says what is missing', async () => {
  await newSet('deployed');
  const where = { region: 'us-east-1', endpoint: service.url };
  const outputs = { sms_events: { configuration_set: 'deployed', topic_arn: topic('a') } };
  expect(await connectSmsEvents(outputs, where)).toBe('created');
  await expect(connectSmsEvents({}, where)).rejects.toThrow('no output sms_events');
});
