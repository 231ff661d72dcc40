// What the pages keep is what queries and reports read: one key, spelt once.
import { BatchGetCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, it } from 'vitest';
import { dynamodbRatings, ratedSubject, ratedSubjects } from '../../lambdas/issues/index.ts';
import { dynamodbSatisfactionBook } from '../../lambdas/responses/adapters/dynamodb-satisfaction-book.ts';

/** A table by its two keys. */
const aTable = () => {
  const items = new Map<string, Record<string, unknown>>();
  const nameOf = ({ pk, sk }: Record<string, unknown>) => `${pk} / ${sk}`;
  const send = async (command: unknown) => {
    if (command instanceof PutCommand)
      return void items.set(nameOf(command.input.Item ?? {}), command.input.Item ?? {});
    if (!(command instanceof BatchGetCommand)) throw new Error('not a command of this test');
    const [[table, { Keys = [] }] = ['', {}]] = Object.entries(command.input.RequestItems ?? {});
    const names = Keys.map(nameOf);
    if (new Set(names).size < names.length) throw new Error('DynamoDB refuses a call that names a key twice');
    return { Responses: { [table]: names.flatMap((name) => items.get(name) ?? []) } };
  };
  return { document: { send } as unknown as DynamoDBDocumentClient, table: 'responses' };
};

it('finds what was said of a case and of its call, and nothing of who was silent', async () => {
  const place = aTable();
  const rated = { caseId: 'case-1', callbackId: 'call-1' };
  const said = { solved: 5, effort: 4, at: '2026-11-20T18:00:00.000Z' };
  for (const about of ['resolution', 'call'])
    await dynamodbSatisfactionBook(place).submit(ratedSubject(rated, about).key, { ...said, notificationId: 'n-1' });
  const asked = [rated, rated, { caseId: 'case-2' }].flatMap(ratedSubjects).map(({ key }) => key);
  const found = await dynamodbRatings(place).of(asked);
  expect([...found.values()]).toEqual([
    { about: 'call', ...said },
    { about: 'resolution', ...said },
  ]);
});

it.each([
  ['call', { caseId: 'c', callbackId: 'b' }, 'call'],
  ['resolution', { caseId: 'c', callbackId: 'b' }, 'resolution'],
  ['call', { caseId: 'c' }, 'resolution'],
  [undefined, { caseId: 'c', callbackId: 'b' }, 'resolution'],
] as const)('a message about %s of %j asks about the %s', (about, rated, expected) => {
  expect(ratedSubject(rated, about).about).toBe(expected);
});
