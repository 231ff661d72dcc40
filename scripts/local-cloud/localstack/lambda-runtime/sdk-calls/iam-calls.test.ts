import { describe, expect, it } from 'vitest';
import { iamCalls } from './iam-calls.ts';
import type { SdkRequest } from './sdk-request.ts';

const place = { region: 'us-east-1', account: '000000000000' };
const dynamodb = 'arn:aws:dynamodb:us-east-1:000000000000:table';

const signed = (service: string, request: Partial<SdkRequest>): SdkRequest => ({
  method: 'POST',
  path: '/',
  body: '',
  ...request,
  headers: {
    authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261121/us-east-1/${service}/aws4_request, SignedHeaders=host`,
    ...request.headers,
  },
});
const json = (service: string, target: string, body: unknown): SdkRequest =>
  signed(service, { headers: { 'x-amz-target': target }, body: JSON.stringify(body) });
const onDynamodb = (operation: string, body: unknown) =>
  iamCalls(place, json('dynamodb', `DynamoDB_20120810.${operation}`, body)).map(
    ({ action, resource }) => `${action} ${resource.replace(dynamodb, '')}`,
  );
const onS3 = (method: string, path: string, rest: Partial<SdkRequest> = {}) =>
  iamCalls(place, signed('s3', { method, path, ...rest })).map(({ action, resource }) => `${action} ${resource}`);

describe('DynamoDB', () => {
  it.each([
    ['PutItem', { TableName: 'runs' }, ['dynamodb:PutItem /runs']],
    ['Query', { TableName: 'c', IndexName: 'byDay' }, ['dynamodb:Query /c/index/byDay']],
    ['BatchGetItem', { RequestItems: { a: {}, b: {} } }, ['dynamodb:BatchGetItem /a', 'dynamodb:BatchGetItem /b']],
    ['BatchWriteItem', { RequestItems: { a: [] } }, ['dynamodb:BatchWriteItem /a']],
    [
      'TransactWriteItems',
      { TransactItems: [{ Put: { TableName: 'a' } }, { ConditionCheck: { TableName: 'b' } }] },
      ['dynamodb:PutItem /a', 'dynamodb:ConditionCheckItem /b'],
    ],
    [
      'BatchExecuteStatement',
      { Statements: [{ Statement: `INSERT INTO "c" VALUE {'pk': ?}` }, { Statement: 'UPDATE "d" SET x=1' }] },
      ['dynamodb:PartiQLInsert /c', 'dynamodb:PartiQLUpdate /d'],
    ],
    [
      'ExecuteStatement',
      { Statement: 'SELECT * FROM "c"."byDay" WHERE k=?' },
      ['dynamodb:PartiQLSelect /c/index/byDay'],
    ],
    ['ExecuteStatement', { Statement: 'DELETE FROM herald-c WHERE k=?' }, ['dynamodb:PartiQLDelete /herald-c']],
  ])('%s %j', (operation, body, expected) => {
    expect(onDynamodb(operation, body)).toEqual(expected);
  });
});

it('SNS: the topic of a message, which is sent as a form', () => {
  const topic = 'arn:aws:sns:us-east-1:000000000000:alerts';
  const published = (form: Record<string, string>) =>
    iamCalls(place, signed('sns', { body: new URLSearchParams(form).toString() }));
  const expected = [{ action: 'sns:Publish', resource: topic }];
  expect(published({ Action: 'Publish', TopicArn: topic, Message: 'x' })).toEqual(expected);
  expect(published({ Action: 'PublishBatch', TopicArn: topic })).toEqual(expected);
});

describe('S3', () => {
  it.each([
    ['GET', '/b/a/key?x-id=GetObject', 's3:GetObject arn:aws:s3:::b/a/key'],
    ['HEAD', '/b/key', 's3:GetObject arn:aws:s3:::b/key'],
    ['PUT', '/b/part%3D1/key', 's3:PutObject arn:aws:s3:::b/part=1/key'],
    ['POST', '/b/key?uploads', 's3:PutObject arn:aws:s3:::b/key'],
    ['PUT', '/b/key?partNumber=1&uploadId=u', 's3:PutObject arn:aws:s3:::b/key'],
    ['POST', '/b/key?uploadId=u', 's3:PutObject arn:aws:s3:::b/key'],
    ['DELETE', '/b/key?uploadId=u', 's3:AbortMultipartUpload arn:aws:s3:::b/key'],
    ['DELETE', '/b/key', 's3:DeleteObject arn:aws:s3:::b/key'],
    ['GET', '/b?list-type=2&prefix=x', 's3:ListBucket arn:aws:s3:::b'],
    ['GET', '/b/?list-type=2', 's3:ListBucket arn:aws:s3:::b'],
  ])('%s %s', (method, path, expected) => {
    expect(onS3(method, path)).toEqual([expected]);
  });

  it('needs the right to delete for every key of a multiple delete', () => {
    const body = '<Delete><Object><Key>x</Key></Object><Object><Key>y</Key></Object></Delete>';
    expect(onS3('POST', '/b?delete', { body })).toEqual([
      's3:DeleteObject arn:aws:s3:::b/x',
      's3:DeleteObject arn:aws:s3:::b/y',
    ]);
  });

  it('needs to read what it copies', () => {
    const headers = { 'x-amz-copy-source': 'from/key', ...signed('s3', {}).headers };
    expect(onS3('PUT', '/b/key', { headers })).toEqual([
      's3:PutObject arn:aws:s3:::b/key',
      's3:GetObject arn:aws:s3:::from/key',
    ]);
  });
});

describe('other services', () => {
  const call = (request: SdkRequest) => iamCalls(place, request)[0];

  it('Athena with its work group', () => {
    expect(call(json('athena', 'AmazonAthena.StartQueryExecution', { WorkGroup: 'herald' }))).toEqual({
      action: 'athena:StartQueryExecution',
      resource: 'arn:aws:athena:us-east-1:000000000000:workgroup/herald',
    });
  });

  it('Glue with database and table', () => {
    expect(call(json('glue', 'AWSGlue.GetTable', { DatabaseName: 'd', Name: 't' }))?.resource).toMatch(/:table\/d\/t$/);
  });

  it('Step Functions with the machine it starts, and without one for a task token', () => {
    const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
    expect(call(json('states', 'AWSStepFunctions.StartExecution', { stateMachineArn: arn }))).toEqual({
      action: 'states:StartExecution',
      resource: arn,
    });
    expect(call(json('states', 'AWSStepFunctions.SendTaskSuccess', { taskToken: 't' }))?.resource).toBe('*');
  });

  it('SageMaker with its endpoint', () => {
    expect(call(signed('sagemaker', { path: '/endpoints/churn/invocations' }))).toEqual({
      action: 'sagemaker:InvokeEndpoint',
      resource: 'arn:aws:sagemaker:us-east-1:000000000000:endpoint/churn',
    });
  });

  it('SQS, SMS, SES and Lambda, as IAM names them', () => {
    const arn = 'arn:aws:sqs:us-east-1:000000000000:send';
    const batch = json('sqs', 'AmazonSQS.SendMessageBatch', { QueueUrl: 'http://127.0.0.1:4566/000000000000/send' });
    expect(call(batch)).toEqual({ action: 'sqs:SendMessage', resource: arn });
    expect(call(json('sms-voice', 'PinpointSMSVoiceV2.SendTextMessage', {}))?.action).toBe('sms-voice:SendTextMessage');
    const mail = { path: '/v2/email/outbound-emails', body: JSON.stringify({ ConfigurationSetName: 'messages' }) };
    expect(call(signed('ses', mail))).toEqual({
      action: 'ses:SendEmail',
      resource: 'arn:aws:ses:us-east-1:000000000000:configuration-set/messages',
    });
    const invocation = { path: '/2015-03-31/functions/load%3Alive/invocations' };
    expect(call(signed('lambda', invocation))).toEqual({
      action: 'lambda:InvokeFunction',
      resource: 'arn:aws:lambda:us-east-1:000000000000:function:load:live',
    });
  });

  it('AppSync', () => {
    expect(call(signed('appsync', { path: '/graphql' }))?.action).toBe('appsync:GraphQL');
  });

  it('nothing for a request that is not signed', () => {
    expect(iamCalls(place, { method: 'GET', path: '/', headers: {}, body: '' })).toEqual([]);
  });
});
