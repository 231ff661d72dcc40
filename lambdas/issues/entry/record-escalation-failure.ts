import * as z from 'zod';
import { s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3CaseLists } from '../adapters/s3-case-lists.ts';
import { createRecordEscalationFailure } from '../handlers/escalation/record-escalation-failure.ts';

const environment = z.object({ BUCKET_DATA: z.string().min(1) });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  return createRecordEscalationFailure({ lists: s3CaseLists(s3Objects(s3Client(), env.BUCKET_DATA)) });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
