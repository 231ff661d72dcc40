import { describe } from 'vitest';
import { candidateStoreContract } from '../../../test/contract/candidate-store.ts';
import { fixedClock } from '../../shared/clock.ts';
import { memoryCandidateStore } from './memory-candidate-store.ts';

describe('the fake of CandidateStore', () => {
  candidateStoreContract(async () => {
    const committed = new Set<string>();
    return {
      store: memoryCandidateStore({
        clock: fixedClock('2026-11-20T00:00:00Z'),
        isCommitted: (runId) => committed.has(runId),
      }),
      commit: async (runId) => void committed.add(runId),
    };
  });
});
