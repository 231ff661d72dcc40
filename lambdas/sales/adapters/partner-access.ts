// How Lambdas reach Discovery and Bitly: keys from Secrets Manager, slots from table `limits`.
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { dynamodbRateLimiter } from '../../delivery/index.ts';
import { secretsManagerClient } from '../../shared/aws/aws-clients.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Discovery, ShortUrls } from '../ports.ts';
import { bitlyHttp } from './bitly-http.ts';
import { discoveryHttp } from './discovery-http.ts';
import { dynamodbCallLimiter } from './dynamodb-call-limiter.ts';

type Access = { document: DynamoDBDocumentClient; limits: string; url: string; secret: string; clock: Clock };

const discoverySecret = z.object({ apiKey: z.string().min(1) });
const bitlySecret = z.object({ token: z.string().min(1) });

/** @param access `secret`: ARN of `{apiKey}` */
export const discoveryAccess = (access: Access): Discovery => {
  const read = secretReader(access);
  const apiKey = async (options: { fresh: boolean }) => discoverySecret.parse(JSON.parse(await read(options))).apiKey;
  return discoveryHttp({ url: access.url, apiKey, limiter: limiterOf(access) });
};

/** @param access `secret`: ARN of `{token}` */
export const bitlyAccess = (access: Access): ShortUrls => {
  const read = secretReader(access);
  const token = async (options: { fresh: boolean }) => bitlySecret.parse(JSON.parse(await read(options))).token;
  return bitlyHttp({ url: access.url, token, limiter: limiterOf(access) });
};

const secretReader = ({ secret, clock }: Access) => {
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  return (options: { fresh: boolean }): Promise<string> => secrets.read(secret, options);
};

const limiterOf = ({ document, limits, clock }: Access) =>
  dynamodbCallLimiter({ limiter: dynamodbRateLimiter({ document, table: limits }), document, table: limits, clock });
