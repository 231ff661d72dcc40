// One client per service and Lambda: kept-alive connections, short time-outs, few retries (Step Functions retries the step).
import { AthenaClient } from '@aws-sdk/client-athena';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const agent = { keepAlive: true, maxSockets: 64 };

/**
 * Without `throwOnRequestTimeout` the SDK would only log that a try takes too long, and wait on.
 * @param requestTimeout milliseconds a single try may take
 */
export const clientConfig = (requestTimeout: number, maxAttempts = 4) => ({
  maxAttempts,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout,
    throwOnRequestTimeout: true,
    httpAgent: agent,
    httpsAgent: agent,
  },
});

export const documentClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient(clientConfig(5_000, 5)), {
    marshallOptions: { removeUndefinedValues: true },
  });

/** Path-style addresses on a local endpoint, where bucket names are no host names. */
export const s3Client = (): S3Client =>
  new S3Client({
    ...clientConfig(30_000),
    forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL),
  });

export const athenaClient = (): AthenaClient => new AthenaClient(clientConfig(10_000));

export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient(clientConfig(2_000, 3));

export const sfnClient = (): SFNClient => new SFNClient(clientConfig(5_000));

/** One retry only: the breaker and the fallback stand behind it. */
export const sageMakerClient = (): SageMakerRuntimeClient => new SageMakerRuntimeClient(clientConfig(10_000, 2));

export const lambdaClient = (): LambdaClient => new LambdaClient(clientConfig(5_000));

export const sqsClient = (): SQSClient => new SQSClient(clientConfig(5_000));

export const eventBridgeClient = (): EventBridgeClient => new EventBridgeClient(clientConfig(5_000));
