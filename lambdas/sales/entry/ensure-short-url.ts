import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbEventReader } from '../adapters/dynamodb-event-reader.ts';
import { enabledSalePrograms } from '../adapters/enabled-sale-programs.ts';
import { createEnsureShortUrl } from '../handlers/ensure-short-url.ts';

const name = z.string().min(1);
const environment = z.object({ TABLE_EVENTS: name, BUCKET_DATA: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  return createEnsureShortUrl({
    clock,
    cache: dynamodbEventReader({ document: documentClient(), table: env.TABLE_EVENTS }),
    programs: enabledSalePrograms(s3AnyProgramStore(s3Objects(s3Client(), env.BUCKET_DATA)), clock),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
