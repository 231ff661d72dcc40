import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promote, rollBack, type Serving, type ServingDecision, startCanary, versionFor } from './serving.ts';

const serving: Serving = { modelId: 'm', current: '1', revision: 4 };
const canary = { version: '2', share: 0.1, at: '2026-11-22T03:00:00.000Z', reason: 'better' };
const changeOf = (decision: ServingDecision) => {
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.change;
};
const withCanary = changeOf(startCanary(serving, canary)).serving;

describe('the version that scores a customer', () => {
  it('is the current one where there is no canary', () => {
    expect(versionFor('m', { current: '1' }, 'c')).toBe('1');
  });

  it('is the canary for about its share, and the same for a customer every time', () => {
    const choice = { current: '1', canary: { version: '2', share: 0.1 } };
    const customers = Array.from({ length: 5_000 }, (_, n) => `customer-${n}`);
    const chosen = customers.filter((customer) => versionFor('m', choice, customer) === '2');
    expect(chosen.length / customers.length).toBeCloseTo(0.1, 1);
    for (const customer of chosen) expect(versionFor('m', choice, customer)).toBe('2');
  });

  it('stays the canary for a customer when the share grows', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (customer, a, b) => {
          const versionAt = (share: number) =>
            versionFor('m', { current: '1', canary: { version: '2', share } }, customer);
          if (versionAt(Math.min(a, b)) === '2') expect(versionAt(Math.max(a, b))).toBe('2');
        },
      ),
    );
  });

  it('draws other customers for another canary', () => {
    const drawn = (version: string) =>
      Array.from(
        { length: 500 },
        (_, n) => versionFor('m', { current: '1', canary: { version, share: 0.5 } }, `${n}`) === version,
      );
    expect(drawn('2')).not.toEqual(drawn('3'));
  });
});

describe('a change of who serves', () => {
  it('starts one canary at a time, never of the current version, for some but not all', () => {
    expect(withCanary).toMatchObject({ current: '1', canary: { version: '2', share: 0.1 }, revision: 5 });
    expect(startCanary(withCanary, { ...canary, version: '3' }).allowed).toBe(false);
    expect(startCanary(serving, { ...canary, version: '1' }).allowed).toBe(false);
    for (const share of [0, 1, Number.NaN]) expect(startCanary(serving, { ...canary, share }).allowed).toBe(false);
  });

  it('promotes: the old one is retired and kept to roll back to', () => {
    const change = changeOf(promote(withCanary, { version: '2', reason: 'held' }));
    expect(change.serving).toEqual({ modelId: 'm', current: '2', previous: '1', revision: 6 });
    expect(change.states).toEqual([
      { version: '2', state: 'current' },
      { version: '1', state: 'retired' },
    ]);
    expect(promote(serving, { version: '1', reason: '' }).allowed).toBe(false);
  });

  it('promotes another: the canary is a candidate again', () => {
    const { states } = changeOf(promote(withCanary, { version: '3', reason: 'by hand' }));
    expect(states).toContainEqual({ version: '2', state: 'candidate' });
  });

  it('rolls back the canary first, then the current version, then nothing', () => {
    expect(changeOf(rollBack(withCanary, 'drift'))).toEqual({
      serving: { ...serving, revision: 6 },
      states: [{ version: '2', state: 'rejected' }],
      reason: 'drift',
    });
    const promoted = changeOf(promote(serving, { version: '2', reason: '' })).serving;
    const back = changeOf(rollBack(promoted, 'errors'));
    expect(back.serving).toEqual({ modelId: 'm', current: '1', revision: 6 });
    expect(back.states).toEqual([
      { version: '1', state: 'current' },
      { version: '2', state: 'rejected' },
    ]);
    expect(rollBack(back.serving, 'again').allowed).toBe(false);
  });
});
