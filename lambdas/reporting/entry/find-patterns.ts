import * as z from 'zod';
import { s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3ReportFiles } from '../adapters/s3-report-files.ts';
import { snsProductAlerts } from '../adapters/sns-product-alerts.ts';
import { createFindPatterns } from '../handlers/find-patterns.ts';

const name = z.string().min(1);
const environment = z.object({ BUCKET_DATA: name, TOPIC_PRODUCT_ALERTS: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  return createFindPatterns({
    files: s3ReportFiles(s3Objects(s3Client(), env.BUCKET_DATA)),
    alerts: snsProductAlerts(env.TOPIC_PRODUCT_ALERTS),
    metrics,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
