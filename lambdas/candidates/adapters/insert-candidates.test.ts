import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { aStoredCandidate } from '../../../test/support/a-stored-candidate.ts';
import { insertCandidates } from './insert-candidates.ts';

type Command = { input: { Statements?: unknown[]; RequestItems?: Record<string, unknown[]> } };

/** A table that answers call by call as told; what is not told succeeds. `calls`: how many items each call carried. */
const tableThat = (answers: { writes?: object[]; inserts?: object[] }) => {
  const calls: string[] = [];
  const { writes = [], inserts = [] } = structuredClone(answers);
  const send = async ({ input }: Command) => {
    if (input.Statements) {
      calls.push(`insert ${input.Statements.length}`);
      return inserts.shift() ?? { Responses: input.Statements.map(() => ({})) };
    }
    calls.push(`write ${input.RequestItems?.candidates?.length}`);
    return writes.shift() ?? {};
  };
  const waits: number[] = [];
  const pause = async (attempt: number) => void waits.push(attempt);
  return {
    target: { document: { send } as unknown as DynamoDBDocumentClient, table: 'candidates', pause },
    calls,
    waits,
  };
};

const placed = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ candidate: aStoredCandidate({ customerId: `c-${n}` }), shard: 0 }));

it('writes serving items before candidates, 25 a call', async () => {
  const { target, calls } = tableThat({});
  expect(await insertCandidates(target, placed(26))).toEqual([]);
  expect(calls.toSorted()).toEqual(['insert 1', 'insert 25', 'write 1', 'write 25']);
  expect(calls.indexOf('write 25')).toBeLessThan(calls.indexOf('insert 25'));
  expect(calls.indexOf('write 1')).toBeLessThan(calls.indexOf('insert 1'));
});

it('tries throttled statements and unprocessed items again, and only those', async () => {
  const throttled = { Error: { Code: 'ThrottlingError', Message: 'slow down' } };
  const { target, calls, waits } = tableThat({
    writes: [{ UnprocessedItems: { candidates: [{ PutRequest: { Item: {} } }] } }],
    inserts: [{ Responses: [{}, throttled, throttled] }],
  });
  expect(await insertCandidates(target, placed(3))).toEqual([]);
  expect(calls).toEqual(['write 3', 'write 1', 'insert 3', 'insert 2']);
  expect(waits).toEqual([1, 1]);
});

it('tells which candidates were there already', async () => {
  const duplicate = { Error: { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' } };
  const [first, second, third] = placed(3);
  const { target } = tableThat({ inserts: [{ Responses: [{}, duplicate, {}] }] });
  const lost = await insertCandidates(
    target,
    [first, second, third].filter((one) => one !== undefined),
  );
  expect(lost).toEqual([second]);
});

it('gives up with an error that is retried when the table stays too busy', async () => {
  const busy = { Responses: [{ Error: { Code: 'ProvisionedThroughputExceeded' } }] };
  const { target } = tableThat({ inserts: Array.from({ length: 20 }, () => busy) });
  await expect(insertCandidates(target, placed(1))).rejects.toMatchObject({ name: 'TransientError' });
});

it('does not hide an error that will not pass', async () => {
  const { target } = tableThat({
    inserts: [{ Responses: [{ Error: { Code: 'ValidationError', Message: 'too big' } }] }],
  });
  await expect(insertCandidates(target, placed(1))).rejects.toThrow(/ValidationError: too big/);
});
