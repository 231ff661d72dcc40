import * as z from 'zod';
import { documentClient } from '../../shared/aws/aws-clients.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { dynamodbEventReader } from '../adapters/dynamodb-event-reader.ts';
import { dynamodbShortUrlWriter } from '../adapters/dynamodb-short-url-writer.ts';
import { bitlyAccess } from '../adapters/partner-access.ts';
import { createShortenUrl } from '../handlers/shorten-url.ts';

const name = z.string().min(1);
const environment = z.object({ TABLE_EVENTS: name, TABLE_LIMITS: name, BITLY_URL: z.url(), SECRET_BITLY: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const table = { document, table: env.TABLE_EVENTS };
  return createShortenUrl({
    metrics,
    cache: { ...dynamodbEventReader(table), ...dynamodbShortUrlWriter(table) },
    shortUrls: bitlyAccess({
      ...{ document, clock: systemClock },
      limits: env.TABLE_LIMITS,
      url: env.BITLY_URL,
      secret: env.SECRET_BITLY,
    }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
