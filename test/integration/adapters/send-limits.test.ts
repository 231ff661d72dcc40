// Slots, breakers and pauses on the deployed table keep the contracts that their fakes keep in unit tests.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { dynamodbBreakers } from '../../../lambdas/delivery/adapters/dynamodb-breakers.ts';
import { dynamodbPauseFlags } from '../../../lambdas/delivery/adapters/dynamodb-pause-flags.ts';
import { dynamodbRateLimiter } from '../../../lambdas/delivery/adapters/dynamodb-rate-limiter.ts';
import type { ProviderName } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { fixedClock } from '../../../lambdas/shared/clock.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { breakersContract } from '../../contract/breakers.ts';
import { pauseFlagsContract } from '../../contract/pause-flags.ts';
import { rateLimiterContract } from '../../contract/rate-limiter.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';

const limits = () => ({ document, table: pick(outputs.tables, 'limits') });
/** Rows of its own, whatever the deployed workers do. */
const ownProvider = (): ProviderName => `it-${randomUUID()}` as ProviderName;

describe('RateLimiter', () =>
  rateLimiterContract(() => ({
    workers: Array.from({ length: 5 }, () => dynamodbRateLimiter(limits())),
    provider: ownProvider(),
  })));

describe('Breakers', () =>
  breakersContract(() => ({
    workers: [dynamodbBreakers(limits()), dynamodbBreakers(limits())],
    provider: ownProvider(),
  })));

describe('PauseFlags', () => {
  pauseFlagsContract((at) => dynamodbPauseFlags({ ...limits(), clock: fixedClock(at) }));

  it('takes hold of a worker that asks all the time within five seconds', async () => {
    const scope = `campaign#${randomUUID()}`;
    let now = '2026-11-20T17:00:00.000Z';
    const worker = dynamodbPauseFlags({ ...limits(), clock: { now: () => new Date(now) } });
    expect(await worker.get(scope)).toBeUndefined();
    const flag = { state: 'paused' as const, at: now, by: 'operator', reason: 'test' };
    await dynamodbPauseFlags({ ...limits(), clock: fixedClock(now) }).set(scope, flag);
    now = '2026-11-20T17:00:05.000Z';
    expect(await worker.get(scope)).toEqual(flag);
  });
});
