// Which IAM permissions an AWS SDK request needs. Pure; the integration test compares these with Terraform's policies.
import { dynamodbCalls } from './dynamodb-calls.ts';
import { s3Calls } from './s3-calls.ts';
import { jsonBody, type Place, type SdkCall, type SdkRequest, textAt } from './sdk-request.ts';
import { targetCall } from './target-calls.ts';

/** The service in a SigV4 credential scope: `Credential=<key>/<date>/<region>/<service>/aws4_request`. */
const signedService = (request: SdkRequest): string | undefined =>
  /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(request.headers.authorization ?? '')?.[1];

const sagemakerCall = (place: Place, request: SdkRequest): SdkCall => {
  const endpoint = /^\/endpoints\/([^/?]+)\/invocations/.exec(request.path)?.[1] ?? '*';
  const resource = `arn:aws:sagemaker:${place.region}:${place.account}:endpoint/${decodeURIComponent(endpoint)}`;
  return { action: 'sagemaker:InvokeEndpoint', resource };
};

const lambdaCall = (place: Place, request: SdkRequest): SdkCall => {
  const name = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/.exec(request.path)?.[1] ?? '*';
  const resource = `arn:aws:lambda:${place.region}:${place.account}:function:${decodeURIComponent(name)}`;
  return { action: 'lambda:InvokeFunction', resource };
};

/** SES checks identity and configuration set; the identity is the sender's domain, which stands in the body. */
const sesCall = (place: Place, request: SdkRequest): SdkCall => {
  const set = textAt(jsonBody(request), 'ConfigurationSetName') ?? '*';
  return { action: 'ses:SendEmail', resource: `arn:aws:ses:${place.region}:${place.account}:configuration-set/${set}` };
};

/** SNS takes forms: `Action=Publish&TopicArn=arn:…`. */
const snsCall = ({ body }: SdkRequest): SdkCall => {
  const form = new URLSearchParams(body);
  const operation = form.get('Action') ?? '*';
  return {
    action: `sns:${operation === 'PublishBatch' ? 'Publish' : operation}`,
    resource: form.get('TopicArn') ?? '*',
  };
};

/** The permissions one signed request needs; none for requests that no AWS credentials signed. */
export const iamCalls = (place: Place, request: SdkRequest): SdkCall[] => {
  const service = signedService(request);
  if (!service) return [];
  const target = request.headers['x-amz-target'];
  const [prefix = '', operation = ''] = (target ?? '').split('.');
  if (prefix.startsWith('DynamoDBStreams')) return [{ action: `dynamodb:${operation}`, resource: '*' }];
  if (prefix.startsWith('DynamoDB_')) return dynamodbCalls(place, operation, request);
  if (target) return [targetCall(place, target, request)];
  if (service === 's3') return s3Calls(request);
  if (service === 'sagemaker') return [sagemakerCall(place, request)];
  if (service === 'lambda' && request.path.includes('/invocations')) return [lambdaCall(place, request)];
  if (service === 'ses' && request.path.startsWith('/v2/email/outbound-emails')) return [sesCall(place, request)];
  if (service === 'sns') return [snsCall(request)];
  if (service === 'appsync') return [{ action: 'appsync:GraphQL', resource: '*' }];
  return [{ action: `${service}:${request.method} ${request.path.split('?')[0]}`, resource: '*' }];
};
