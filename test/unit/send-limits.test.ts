import { describe } from 'vitest';
import { memoryBreakerCells } from '../../lambdas/delivery/adapters/memory-breakers.ts';
import { memoryPauseFlags } from '../../lambdas/delivery/adapters/memory-pause-flags.ts';
import { memoryRateLimiter } from '../../lambdas/delivery/adapters/memory-rate-limiter.ts';
import { sharedBreakers } from '../../lambdas/delivery/adapters/shared-breakers.ts';
import { breakersContract } from '../contract/breakers.ts';
import { pauseFlagsContract } from '../contract/pause-flags.ts';
import { rateLimiterContract } from '../contract/rate-limiter.ts';

describe('RateLimiter', () =>
  rateLimiterContract(() => {
    const limiter = memoryRateLimiter();
    return { workers: [limiter, limiter, limiter], provider: 'ses' };
  }));

describe('Breakers', () =>
  breakersContract(() => {
    const cells = memoryBreakerCells();
    return { workers: [sharedBreakers(cells), sharedBreakers(cells)], provider: 'ses' };
  }));

describe('PauseFlags', () => {
  const flags = memoryPauseFlags();
  pauseFlagsContract(() => flags);
});
