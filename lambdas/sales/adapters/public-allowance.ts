import type { RateLimiter } from '../../delivery/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { PublicAllowance } from '../ports.ts';

/** Of the 5,000 calls a day that Discovery allows, the rest is kept for reminders. */
const callsPerDay = 2_000;
/** As many at once after a quiet time: event pages are opened in waves. */
const atOnce = 200;
const dayMs = 86_400_000;

/** A row of slots that nobody waits for: whoever would come more than `atOnce` slots late gets none. */
export const publicAllowance = ({ limiter, clock }: { limiter: RateLimiter; clock: Clock }): PublicAllowance => ({
  take: async () => {
    const perSecond = callsPerDay / (dayMs / 1_000);
    const maxWaitMs = (atOnce - 1) * (dayMs / callsPerDay);
    const now = clock.now().getTime();
    const lease = await limiter.lease({ provider: 'discovery-public', count: 1, perSecond, maxWaitMs, now });
    return lease.kind === 'leased';
  },
});
