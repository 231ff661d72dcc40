import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { receiptDoor, receiptEnvironment } from '../adapters/receipt-door.ts';
import { createSesEvents } from '../handlers/ses-events.ts';

const useCase = lazy(async () => {
  const env = readEnvironment(receiptEnvironment);
  return createSesEvents({ ...receiptDoor(env), clock: systemClock, metrics });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
