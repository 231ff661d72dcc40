import {
  admit,
  afterFailure,
  afterSuccess,
  type Breaker,
  type BreakerPolicy,
  closedBreaker,
  providerBreakerPolicy,
} from '../domain/limits/breaker.ts';
import type { Breakers } from '../ports.ts';

/** Where the breakers are kept. `write` holds only if nobody wrote since revision `seen` (0: there was none). */
export type BreakerCells = {
  read(provider: string): Promise<BreakerCell>;
  write(provider: string, breaker: Breaker, seen: number): Promise<boolean>;
};
export type BreakerCell = { breaker: Breaker; revision: number };

export const emptyCell: BreakerCell = { breaker: closedBreaker, revision: 0 };

/** A worker looks at the shared breaker this often: no read per message, and late by no more than that. */
const keptForMs = 1_500;
const tries = 5;

type Kept = BreakerCell & { readAt: number };
type Change = (breaker: Breaker) => Breaker;

/** Breakers over shared cells: every change is conditional on what was read, a lost condition reads again. */
export const sharedBreakers = (cells: BreakerCells, policy: BreakerPolicy = providerBreakerPolicy): Breakers => {
  const kept = new Map<string, Kept>();
  const look = async (provider: string, now: number): Promise<Kept> => {
    const known = kept.get(provider);
    if (known && Math.abs(now - known.readAt) < keptForMs) return known;
    const fresh = { ...(await cells.read(provider)), readAt: now };
    kept.set(provider, fresh);
    return fresh;
  };
  const write = async (provider: string, now: number, next: Change): Promise<boolean> => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const { breaker, revision } = await look(provider, now);
      const changed = next(breaker);
      if (changed === breaker) return false;
      if (await cells.write(provider, changed, revision)) {
        kept.set(provider, { breaker: changed, revision: revision + 1, readAt: now });
        return true;
      }
      kept.delete(provider);
    }
    return false;
  };
  const last = new Map<string, Promise<unknown>>();
  /**
   * One after another within a worker, so that only other workers can be in the way.
   * @returns whether the change was written; false: there was nothing to change, or others were faster every time
   */
  const change = (provider: string, now: number, next: Change): Promise<boolean> => {
    const before = last.get(provider) ?? Promise.resolve();
    const written = before.catch(() => undefined).then(() => write(provider, now, next));
    last.set(provider, written);
    return written;
  };
  return {
    state: async (provider, now, caller) => {
      const { verdict } = admit((await look(provider, now)).breaker, now, policy);
      if (verdict !== 'probe') return verdict;
      if (caller === 'spared') return 'open';
      if (await change(provider, now, (breaker) => admit(breaker, now, policy).next)) return 'probe';
      return admit((await look(provider, now)).breaker, now, policy).verdict === 'closed' ? 'closed' : 'open';
    },
    report: async (provider, outcome, now) => {
      await change(provider, now, (breaker) =>
        outcome === 'ok' ? afterSuccess(breaker) : afterFailure(breaker, now, policy),
      );
    },
  };
};
