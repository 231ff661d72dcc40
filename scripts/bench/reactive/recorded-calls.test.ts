// The reactive path as its Lambda runs it, entry and SDK and all, against an AWS that answers: what an event waits for.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { benchNow, eventOf } from './deps.ts';
import { roundTrips, wiredPath } from './recorded-calls.ts';
import { standInAws } from './stand-in-aws.ts';

let aws: Awaited<ReturnType<typeof standInAws>>;
let path: Awaited<ReturnType<typeof wiredPath>>;

beforeAll(async () => {
  // Time stands still for slots: a busy machine must not make the path miss one.
  vi.useFakeTimers({ toFake: ['Date'], now: benchNow });
  aws = await standInAws(20);
  path = await wiredPath(aws.url);
}, 60_000);

afterAll(() => {
  path.end();
  aws.close();
  vi.useRealTimers();
});

const namesOf = (calls: Awaited<ReturnType<typeof path.send>>['calls'], after: number) =>
  calls.filter((call) => call.after === after).map(({ name }) => name);

describe('an event that opens a case', () => {
  it('waits for three round trips of the store before a provider is called, its first one too', async () => {
    for (const customer of [1, 2, 3]) {
      const { outcome, calls } = await path.send(eventOf(customer));
      expect(outcome).toMatchObject({ kind: 'opened' });
      expect(roundTrips(calls)).toBe(3);
    }
  });

  it('reads everything at once, then writes one transaction, then the gate’s', async () => {
    const { calls } = await path.send(eventOf(4));
    expect(namesOf(calls, 0).sort()).toEqual([...Array(5).fill('BatchGetItem'), 'GetItem']);
    expect(namesOf(calls, 1)).toEqual(['TransactWriteItems']);
    expect(namesOf(calls, 2).filter((name) => name === 'TransactWriteItems')).toHaveLength(1);
  });

  it('sends both messages, the text first', async () => {
    const { calls } = await path.send(eventOf(5));
    expect(calls.filter(({ provider }) => provider).map(({ name }) => name)).toEqual(['SendTextMessage', 'POST email']);
  });
});
