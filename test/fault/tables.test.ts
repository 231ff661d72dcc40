// DynamoDB throttles, answers in part, answers too late or lies by an old index: nothing lost, nothing twice.
import { describe, expect, it } from 'vitest';
import { whileBehaving } from '../support/behaviour.ts';
import { aNight, runNight } from '../support/night.ts';
import { latestRun, served } from '../support/stored.ts';

const everyone = { inserted: 40, refreshed: 0, unchanged: 0 };

describe.concurrent('a night with a troubled DynamoDB', () => {
  it('survives throttled reads and writes', async () => {
    const night = await aNight('ft-throttle', 40);
    const rules = [{ match: { body: night.programId }, then: { fault: 'throttle' }, share: 0.3 }];
    const end = await whileBehaving('fault-proxy', rules, () => runNight(night));
    expect(end.status, end.cause).toBe('SUCCEEDED');
    expect((await served(night.programId)).sort()).toEqual(night.customers.toSorted());
  });

  it('goes on where a batch was only partly processed', async () => {
    const night = await aNight('ft-partial', 40);
    const rules = [{ match: { body: night.programId }, then: { fault: 'unprocessed' }, share: 0.5 }];
    const end = await whileBehaving('fault-proxy', rules, () => runNight(night));
    expect(end.output).toMatchObject({ store: everyone });
  });

  it('stores once when the answer to a write is lost', async () => {
    const night = await aNight('ft-lost', 40);
    const rules = [
      { match: { operation: 'BatchExecuteStatement', body: night.programId }, then: { fault: 'drop' }, times: 2 },
    ];
    const end = await whileBehaving('fault-proxy', rules, () => runNight(night));
    expect(end.status, end.cause).toBe('SUCCEEDED');
    const customers = await served(night.programId);
    expect(customers.toSorted()).toEqual(night.customers.toSorted());
  });

  it('fails a run with a poison chunk, stores nothing of it, and says what to do', async () => {
    const night = await aNight('ft-poison', 40);
    const [poison] = night.customers;
    const rules = [
      {
        match: { operation: 'BatchGetItem', body: `${poison}"` },
        then: { status: 400, body: { __type: 'com.amazon.coral.validate#ValidationException', message: 'poison' } },
      },
    ];
    const end = await whileBehaving('fault-proxy', rules, () => runNight(night));
    expect(end.status).toBe('FAILED');
    const run = await latestRun(night.programId);
    expect(run.status).toBe('failed');
    expect(run.failure?.whatToDo).not.toBe('');
    expect(await served(night.programId)).toEqual([]);

    const repaired = await runNight(night);
    expect(repaired.output).toMatchObject({ store: everyone });
  });
});
