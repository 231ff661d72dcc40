import * as z from 'zod';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { statusStream } from '../adapters/kinesis-status-stream.ts';
import { createRelaySmsStatus } from '../handlers/relay-sms-status.ts';

const environment = z.object({ STREAM_SMS_STATUS: z.string().min(1) });

const useCase = lazy(async () => {
  const stream = statusStream(readEnvironment(environment).STREAM_SMS_STATUS);
  return createRelaySmsStatus({ stream, clock: systemClock });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
