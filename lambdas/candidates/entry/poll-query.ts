import * as z from 'zod';
import { athenaClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { athenaWarehouse } from '../adapters/athena-warehouse.ts';
import { createPollQuery } from '../handlers/poll-query.ts';

const name = z.string().min(1);
const environment = z.object({
  BUCKET_DATA: name,
  ATHENA_WORKGROUP: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  return createPollQuery({
    programs: s3ProgramStore(s3Objects(s3Client(), env.BUCKET_DATA)),
    warehouse: athenaWarehouse({ client: athenaClient(), workgroup: env.ATHENA_WORKGROUP }),
    clock: systemClock,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
