// The deployed system as integration tests see it: SDK clients and names, by its public doors only.
import { AthenaClient } from '@aws-sdk/client-athena';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readOutputs } from '../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';

export const outputs = readOutputs();
export const sfn = new SFNClient(localClient(outputs));
export const s3 = new S3Client({ ...localClient(outputs), forcePathStyle: true });
export const lambda = new LambdaClient(localClient(outputs));
export const athena = new AthenaClient(localClient(outputs, outputs.endpoints.athena));
export const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs)));
