import * as z from 'zod';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbDemandStore } from '../adapters/dynamodb-demand-store.ts';
import { dynamodbSaleBook } from '../adapters/dynamodb-sale-book.ts';
import { dynamodbWindowRecords } from '../adapters/dynamodb-window-records.ts';
import { enabledSalePrograms } from '../adapters/enabled-sale-programs.ts';
import { createFindSales } from '../handlers/find-sales.ts';

const name = z.string().min(1);
const environment = z.object({ TABLE_SALES: name, TABLE_DEMAND: name, BUCKET_DATA: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const clock = systemClock;
  return createFindSales({
    programs: enabledSalePrograms(s3AnyProgramStore(s3Objects(s3Client(), env.BUCKET_DATA)), clock),
    sales: dynamodbSaleBook({ document, table: env.TABLE_SALES }),
    windows: dynamodbWindowRecords({ document, table: env.TABLE_SALES }),
    demand: dynamodbDemandStore({ document, table: env.TABLE_DEMAND }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
