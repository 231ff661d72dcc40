// One client per service and Lambda. Those that have a file of their own can be left to a chunk that is loaded when needed
// (scripts/build/bundle.ts): whoever counts its cold start imports that file.
import { AthenaClient } from '@aws-sdk/client-athena';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { clientConfig } from './client-config.ts';

export { clientConfig } from './client-config.ts';
export { documentClient } from './document-client.ts';
export { s3Client } from './s3-client.ts';
export { secretsManagerClient } from './secrets-manager-client.ts';

export const athenaClient = (): AthenaClient => new AthenaClient(clientConfig(10_000));

export const sfnClient = (): SFNClient => new SFNClient(clientConfig(5_000));

export const lambdaClient = (): LambdaClient => new LambdaClient(clientConfig(5_000));

export const sqsClient = (): SQSClient => new SQSClient(clientConfig(5_000));

export const eventBridgeClient = (): EventBridgeClient => new EventBridgeClient(clientConfig(5_000));
