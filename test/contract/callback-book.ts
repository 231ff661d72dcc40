import { expect, it } from 'vitest';
import { type Callback, callbackIdOf } from '../../lambdas/callbacks/domain/callback.ts';
import type { CallbackBook } from '../../lambdas/callbacks/ports.ts';
import { aCallback } from '../support/a-callback.ts';

/** Retries while an index catches up; the fake has none to wait for. */
type Eventually = <T>(read: () => Promise<T | undefined>) => Promise<T>;

/** @param unique makes ids nobody else uses: tables are shared */
export const callbackBookContract = (
  create: () => CallbackBook,
  unique: (prefix: string) => string,
  eventually: Eventually = async (read) => (await read()) as never,
): void => {
  // Due long after everybody's look at what is due: watch-callbacks may run beside these on the same table.
  const check = { what: 'seen', at: '2990-01-01T00:01:00.000Z' } as const;
  const one = (overrides: Partial<Callback> = {}): Callback =>
    aCallback({ callbackId: callbackIdOf(unique('case'), 1), customerId: unique('customer'), check, ...overrides });

  it('keeps the first of two with one id', async () => {
    const book = create();
    const callback = one();
    expect(await book.create(callback)).toBe('created');
    expect(await book.create({ ...callback, priority: 'low' })).toBe('exists');
    expect(await book.get(callback.callbackId)).toEqual(callback);
    expect(await book.get(callbackIdOf(unique('case'), 1))).toBeUndefined();
  });

  it('reads several at once, each once, without those nobody made', async () => {
    const book = create();
    const callbacks = [one(), one({ kind: 'escalation' })];
    for (const callback of callbacks) await book.create(callback);
    const ids = callbacks.map(({ callbackId }) => callbackId);
    const found = await eventually(async () => {
      const many = await book.getMany([...ids, ...ids, callbackIdOf(unique('case'), 1)]);
      return many.length === ids.length ? many : undefined;
    });
    expect(found.map(({ callbackId }) => callbackId).toSorted()).toEqual(ids.toSorted());
    expect(await book.getMany([])).toEqual([]);
  });

  it('lets one of two writers win', async () => {
    const book = create();
    const seen = one();
    await book.create(seen);
    const next = { ...seen, state: 'seen' as const, revision: 2 };
    const outcomes = [await book.save(seen, next), await book.save(seen, { ...next, state: 'called' })];
    expect(outcomes).toEqual(['saved', 'conflict']);
    expect(await book.get(seen.callbackId)).toEqual(next);
  });

  it('counts an agent’s open callbacks, through hand-over and end, each once', async () => {
    const book = create();
    const [first, second] = [unique('agent'), unique('agent')];
    const load = async () => {
      const loads = await book.loads([first, second]);
      return [loads.get(first) ?? 0, loads.get(second) ?? 0];
    };
    let now = one();
    await book.create(now);
    const step = async (change: Partial<Callback>) => {
      const next = { ...now, ...change, revision: now.revision + 1 };
      expect(await book.save(now, next)).toBe('saved');
      now = next;
    };
    await step({ agentId: first, state: 'assigned' });
    expect(await load()).toEqual([1, 0]);
    await step({ agentId: second });
    await step({ state: 'seen' });
    expect(await load()).toEqual([0, 1]);
    await step({ state: 'done' });
    expect(await load()).toEqual([0, 0]);
  });

  it('finds what is due, and no longer what nobody has to look at', async () => {
    const book = create();
    const callback = one();
    const { callbackId } = callback;
    await book.create(callback);
    const isDue = async (at: string) => (await book.due(at)).includes(callbackId);
    expect(await eventually(async () => (await isDue('2990-01-01T00:01:00.000Z')) || undefined)).toBe(true);
    expect(await isDue('2990-01-01T00:00:59.000Z')).toBe(false);
    const { check: _check, ...done } = { ...callback, revision: 2 };
    await book.save(callback, done);
    expect(await eventually(async () => !(await isDue('2990-01-01T00:02:00.000Z')) || undefined)).toBe(true);
  });

  it('finds a callback by its ticket', async () => {
    const book = create();
    const ticketId = unique('ticket');
    const withTicket = one({ ticketId });
    for (const callback of [one(), withTicket]) await book.create(callback);
    expect(await eventually(() => book.byTicket(ticketId))).toBe(withTicket.callbackId);
    expect(await book.byTicket(unique('ticket'))).toBeUndefined();
  });

  it('lists the calls of a day, escalations left out', async () => {
    const book = create();
    const programId = unique('program');
    const call = one({ programId });
    const others = [
      one({ programId, kind: 'escalation' }),
      one({ programId, requestedAt: '2026-11-21T00:00:00.000Z' }),
    ];
    for (const callback of [call, ...others]) await book.create(callback);
    const listed = await eventually(async () => {
      const found: Callback[] = [];
      for await (const page of book.ofDay(programId, '2026-11-20')) found.push(...page);
      return found.length > 0 ? found : undefined;
    });
    expect(listed).toEqual([call]);
  });
};
