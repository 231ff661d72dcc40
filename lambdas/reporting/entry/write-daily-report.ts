import * as z from 'zod';
import { s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3ReportFiles } from '../adapters/s3-report-files.ts';
import { createWriteDailyReport } from '../handlers/write-daily-report.ts';

const environment = z.object({ BUCKET_DATA: z.string().min(1) });

const useCase = lazy(async () => {
  const { BUCKET_DATA } = readEnvironment(environment);
  const files = s3ReportFiles(s3Objects(s3Client(), BUCKET_DATA));
  return createWriteDailyReport({ files, metrics, clock: systemClock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
