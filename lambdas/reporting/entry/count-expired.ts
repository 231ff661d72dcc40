import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { dynamodbTableSamples } from '../adapters/dynamodb-table-samples.ts';
import { s3ReportFiles } from '../adapters/s3-report-files.ts';
import { createCountExpired } from '../handlers/count-expired.ts';

const tables = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.record(z.string(), z.object({ table: z.string(), attribute: z.string() })));
const environment = z.object({ BUCKET_DATA: z.string().min(1), EXPIRING_TABLES: tables });

const useCase = lazy(async () => {
  const { BUCKET_DATA, EXPIRING_TABLES } = readEnvironment(environment);
  return createCountExpired({
    tables: Object.entries(EXPIRING_TABLES).map(([name, place]) => ({ name, ...place })),
    samples: dynamodbTableSamples(documentClient()),
    files: s3ReportFiles(s3Objects(s3Client(), BUCKET_DATA)),
    metrics,
    clock: systemClock,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
