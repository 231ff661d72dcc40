// What all functions that fetch events are wired with.
import * as z from 'zod';
import { dynamodbRateLimiter } from '../../delivery/index.ts';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import type { Clock } from '../../shared/clock.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbEventCache } from './dynamodb-event-cache.ts';
import { enabledSalePrograms } from './enabled-sale-programs.ts';
import { discoveryAccess } from './partner-access.ts';
import { publicAllowance } from './public-allowance.ts';

const name = z.string().min(1);
export const eventSourceEnvironment = z.object({
  TABLE_EVENTS: name,
  TABLE_SALES: name,
  TABLE_LIMITS: name,
  BUCKET_DATA: name,
  DISCOVERY_URL: z.url(),
  SECRET_DISCOVERY: name,
});

export const eventSource = (env: z.infer<typeof eventSourceEnvironment>, clock: Clock) => {
  const document = documentClient();
  return {
    clock,
    cache: dynamodbEventCache({ document, tables: { events: env.TABLE_EVENTS, sales: env.TABLE_SALES } }),
    programs: enabledSalePrograms(s3AnyProgramStore(s3Objects(s3Client(), env.BUCKET_DATA)), clock),
    allowance: publicAllowance({ limiter: dynamodbRateLimiter({ document, table: env.TABLE_LIMITS }), clock }),
    discovery: discoveryAccess({
      ...{ document, clock },
      limits: env.TABLE_LIMITS,
      url: env.DISCOVERY_URL,
      secret: env.SECRET_DISCOVERY,
    }),
  };
};
