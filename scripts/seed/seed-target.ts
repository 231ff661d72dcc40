// Where the seed goes: names and addresses of the local cloud, and clients that lead there.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readOutputs } from '../local-cloud/outputs.ts';

export type SeedTarget = {
  s3: S3Client;
  glue: GlueClient;
  dynamodb: DynamoDBDocumentClient;
  tables: Record<string, string>;
  warehouseBucket: string;
};

const connection = (endpoint: string) => ({
  endpoint,
  region: process.env.AWS_REGION ?? 'us-east-1',
  credentials: {
    accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? 'test',
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? 'test',
  },
});

/**
 * The target that .local/outputs.json describes. DynamoDB is written through its own port, past LocalStack's gateway:
 * twice as many items a second.
 * @throws Error when the local cloud is not up
 */
export const seedTarget = (): SeedTarget => {
  const { endpoints, tables, buckets } = readOutputs();
  return {
    s3: new S3Client({ ...connection(endpoints.aws), forcePathStyle: true }),
    glue: new GlueClient(connection(endpoints.athena)),
    dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient(connection(endpoints.dynamodb))),
    tables,
    warehouseBucket: buckets.warehouse ?? 'herald-warehouse',
  };
};
