// Stores that answer at once, with what they would know of a customer at risk.
import { memoryBreakers } from '../../../lambdas/delivery/adapters/memory-breakers.ts';
import { memoryPauseFlags } from '../../../lambdas/delivery/adapters/memory-pause-flags.ts';
import { memoryRateLimiter } from '../../../lambdas/delivery/adapters/memory-rate-limiter.ts';
import { contactOf, type Stores } from './deps.ts';

const features = { lifetime_value: 5_000, engagement_score: 0.85, sessions_30d: 4, crash_free_rate: 0.7 };

export const instantStores = (): Stores => {
  const policies: Stores['policies'] & Stores['sending']['policies'] = {
    read: async ({ customerIds }) => ({
      policies: new Map(
        customerIds.map((customerId) => [customerId, { customerId, version: 0, consent: {}, optOuts: [], grants: {} }]),
      ),
      suppressed: new Map(),
    }),
    grant: async () => 'granted',
    refuse: async () => 'recorded',
    setConsent: async () => undefined,
    setOptOut: async () => undefined,
    suppress: async () => undefined,
    unsuppress: async () => false,
  };
  return {
    issues: {
      claim: async () => undefined,
      open: async () => 'opened',
      get: async () => undefined,
      save: async () => 'saved',
      sight: async () => 'counted',
    },
    facts: {
      customers: async ([id = '']) => new Map([[id, { customerId: id, status: 'active', flagged: false }]]),
      support: async () => new Map(),
    },
    features: { fetch: async ([key]) => new Map([[`customer#${key?.id}`, features]]) },
    policies,
    contacts: { get: async ([id = '']) => new Map([[id, contactOf(id)]]) },
    decisions: { record: async () => undefined },
    sending: {
      policies,
      ledger: { get: async () => undefined, getMany: async () => [], save: async () => 'saved' },
      pauseFlags: memoryPauseFlags(),
      limiter: memoryRateLimiter(),
      breakers: memoryBreakers(),
    },
  };
};
