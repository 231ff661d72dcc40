// Services whose requests name their operation in x-amz-target (`AmazonAthena.StartQueryExecution`), DynamoDB apart.
import { jsonBody, type Place, type SdkCall, type SdkRequest, textAt } from './sdk-request.ts';

const prefixes: Record<string, string> = {
  AmazonAthena: 'athena',
  AWSGlue: 'glue',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  Kinesis_20131202: 'kinesis',
  AmazonSSM: 'ssm',
  PinpointSMSVoiceV2: 'sms-voice',
  secretsmanager: 'secretsmanager',
  TrentService: 'kms',
};

/** Operations that IAM knows by another name. */
const actions: Record<string, string> = { 'sqs:SendMessageBatch': 'sqs:SendMessage' };

const glueResource = (arn: string, body: Record<string, unknown>): string => {
  const database = textAt(body, 'DatabaseName') ?? '*';
  const input = (body.TableInput as Record<string, unknown> | undefined) ?? {};
  const table = textAt(body, 'TableName') ?? textAt(body, 'Name') ?? textAt(input, 'Name');
  return table ? `${arn}table/${database}/${table}` : `${arn}database/${database}`;
};

const resourceOf = (service: string, place: Place, body: Record<string, unknown>): string => {
  const arn = `arn:aws:${service}:${place.region}:${place.account}:`;
  if (service === 'athena') return `${arn}workgroup/${textAt(body, 'WorkGroup') ?? '*'}`;
  if (service === 'glue') return glueResource(arn, body);
  const named = ['stateMachineArn', 'executionArn', 'mapRunArn', 'StreamARN', 'SecretId', 'KeyId', 'TopicArn'];
  if (service === 'sqs') return `${arn}${(textAt(body, 'QueueUrl') ?? '*').split('/').at(-1)}`;
  if (service === 'kinesis' && !body.StreamARN) return `${arn}stream/${textAt(body, 'StreamName') ?? '*'}`;
  const found = named.map((name) => textAt(body, name)).find((text) => text !== undefined);
  return found ?? '*';
};

/** The permission of a JSON-protocol call. Athena's calls by query id name no work group: `workgroup/*`. */
export const targetCall = (place: Place, target: string, request: SdkRequest): SdkCall => {
  const [prefix = '', operation = ''] = target.split('.');
  const service = prefixes[prefix] ?? prefix.toLowerCase();
  const action = `${service}:${operation}`;
  return { action: actions[action] ?? action, resource: resourceOf(service, place, jsonBody(request)) };
};
