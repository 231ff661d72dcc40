// Emulators check no permission, so we do: what each Lambda called while the other tests ran, against its policy.
import { existsSync, readFileSync } from 'node:fs';
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { missing, type RecordedCall, type Statement, unused } from '../support/iam-policy.ts';
import { lambda, outputs } from '../support/local-cloud.ts';

const iam = new IAMClient(localClient(outputs));
const callsFile = new URL('../../.local/sdk-calls.jsonl', import.meta.url);

/** Granted, and never an SDK call of the function itself: the service acts with the function's role. */
const byService: Record<string, string> = {
  'kms:Decrypt': 'DynamoDB, S3 and CloudWatch Logs decrypt with the caller’s permission',
  'kms:GenerateDataKey': 'S3 encrypts with the caller’s permission',
  'logs:CreateLogStream': 'written by the Lambda service',
  'logs:PutLogEvents': 'written by the Lambda service',
  's3:ListBucket': 'lets S3 answer 404, not 403, when a key is absent',
  'sqs:SendMessage': 'failed asynchronous events and stream records, sent by the Lambda service',
  'sqs:ReceiveMessage': 'event source mappings poll with the function’s role',
  'sqs:DeleteMessage': 'event source mappings poll with the function’s role',
  'sqs:GetQueueAttributes': 'event source mappings poll with the function’s role',
  'dynamodb:DescribeStream': 'event source mappings read streams with the function’s role',
  'dynamodb:GetRecords': 'event source mappings read streams with the function’s role',
  'dynamodb:GetShardIterator': 'event source mappings read streams with the function’s role',
  'dynamodb:ListStreams': 'event source mappings read streams with the function’s role',
  'kinesis:DescribeStream': 'event source mappings read streams with the function’s role',
  'kinesis:DescribeStreamSummary': 'event source mappings read streams with the function’s role',
  'kinesis:GetRecords': 'event source mappings read streams with the function’s role',
  'kinesis:GetShardIterator': 'event source mappings read streams with the function’s role',
  'kinesis:ListShards': 'event source mappings read streams with the function’s role',
  'iam:PassRole': 'SageMaker is given the role of its jobs',
  'xray:PutTraceSegments': 'sent by the X-Ray daemon',
  'xray:PutTelemetryRecords': 'sent by the X-Ray daemon',
};
/** Athena reads catalog, warehouse and results with the permission of whoever starts the query. */
const byAthena =
  /^(glue:(BatchGet|Get)|s3:(GetBucketLocation|ListBucket|GetObject|PutObject|AbortMultipartUpload|ListMultipartUploadParts|ListBucketMultipartUploads))/;
const startsQueries = new Set(['start-query', 'start-export', 'verify-export', 'poll-query', 'build-training-set']);

/** Called on paths that no deployed test takes yet; the handlers' unit tests do. By function, with the reason. */
const http2 = 'the SDK talks HTTP/2 to Kinesis, which the recorder does not see';
const onFailure = 'only when a step has failed for good; the state machines’ cases play that with stubs';
const stillServed = 'a candidate that leaves before its message was marked as accepted is still offered to channels';
const unreached: Record<string, { actions: RegExp; why: string }> = {
  'relay-sms-status': { actions: /^kinesis:PutRecords$/, why: http2 },
  'sms-webhook': { actions: /^kinesis:PutRecords$/, why: http2 },
  'record-campaign-failure': { actions: /^dynamodb:PutItem$/, why: onFailure },
  'record-window-failure': { actions: /^dynamodb:PutItem$/, why: onFailure },
  pages: { actions: /^dynamodb:DeleteItem$/, why: stillServed },
  'publish-reviews': { actions: /^dynamodb:DeleteItem$/, why: stillServed },
  'open-ticket': { actions: /^dynamodb:DeleteItem$/, why: stillServed },
  'support-webhook': { actions: /^dynamodb:DeleteItem$/, why: stillServed },
  'watch-callbacks': { actions: /^dynamodb:DeleteItem$/, why: stillServed },
  'query-events': {
    actions: /^dynamodb:(DeleteItem|PutItem)$/,
    why: 'an event that Discovery no longer knows, or a miss',
  },
};

/** Called for programs that a test puts there by itself: Terraform allows what the programs it deploys name. */
const forTestPrograms: Record<string, RegExp> = {
  'handle-error-event': /^sagemaker:InvokeEndpoint on /, // test/fault/outages/issues.test.ts
};

const statementsOf = (document: string | undefined): Statement[] =>
  (JSON.parse(decodeURIComponent(document ?? '{"Statement":[]}')) as { Statement: Statement[] }).Statement;

const policyOf = async (functionArn: string): Promise<Statement[]> => {
  const { Role } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionArn }));
  const RoleName = Role?.split('/').at(-1);
  const inline = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const documents = await Promise.all(
    (inline.PolicyNames ?? []).map(
      async (PolicyName) => (await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))).PolicyDocument,
    ),
  );
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const managed = await Promise.all(
    (attached.AttachedPolicies ?? []).map(async ({ PolicyArn }) => {
      const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
      const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
      return version.PolicyVersion?.Document;
    }),
  );
  return [...documents, ...managed].flatMap(statementsOf);
};

const recorded: RecordedCall[] = existsSync(callsFile)
  ? readFileSync(callsFile, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as RecordedCall)
  : [];

/** It is Herald's own Lambda executor that records the calls (docs/local-cloud.md, Another LocalStack). */
const foreign = process.env.AWS_ENDPOINT_URL !== undefined;
if (foreign) console.warn('least privilege is not judged: the LocalStack at AWS_ENDPOINT_URL records no SDK calls');

describe.skipIf(foreign)('least privilege', () => {
  it('has calls to judge by', () => {
    expect(recorded.length).toBeGreaterThan(50);
  });

  it.each(Object.entries(outputs.functions))('%s may do what it does, and nothing else', async (name, arn) => {
    const statements = await policyOf(arn);
    const functionName = arn.split(':')[6];
    const calls = recorded.filter((call) => call.function === functionName);
    const forbidden = missing(statements, calls).filter((call) => !forTestPrograms[name]?.test(call));
    expect(forbidden, 'called, not allowed').toEqual([]);
    const superfluous = unused(statements, calls).filter(
      (action) =>
        !(action in byService) &&
        !(startsQueries.has(name) && byAthena.test(action)) &&
        !unreached[name]?.actions.test(action),
    );
    expect(superfluous, 'allowed, never called').toEqual([]);
  });
});
