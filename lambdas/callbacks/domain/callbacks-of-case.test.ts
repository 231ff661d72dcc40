import { expect, it } from 'vitest';
import { callbackIdOf, escalationIdOf } from './callback.ts';
import { callbackIdsOfCase } from './callbacks-of-case.ts';

const caseId = 'case-1';
const call = (round: number): string => callbackIdOf(caseId, round);

it.each<[string, string | undefined, string[]]>([
  ['no call yet', undefined, [call(1)]],
  ['its first call', call(1), [call(1), call(2)]],
  ['a third call', call(3), [call(1), call(2), call(3), call(4)]],
])('of a case that knows of %s, all calls are read, and the one it may not know of', (_, callbackId, expected) => {
  expect(callbackIdsOfCase({ caseId, ...(callbackId && { callbackId }), escalations: [] })).toEqual(expected);
});

it('a call under an id of another making is read as well', () => {
  expect(callbackIdsOfCase({ caseId, callbackId: 'other', escalations: [] })).toContain('other');
});

it('each rule’s escalations are read, once though the rule is noted twice', () => {
  const escalations = ['a', 'b', 'a'].map((ruleId) => ({ ruleId }));
  const ids = callbackIdsOfCase({ caseId, escalations });
  for (const ruleId of ['a', 'b'])
    for (const round of [1, 2, 3]) expect(ids).toContain(escalationIdOf(caseId, ruleId, round));
  expect(new Set(ids).size).toBe(ids.length);
});
