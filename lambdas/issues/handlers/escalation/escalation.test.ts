import { describe, expect, it } from 'vitest';
import { aCaseWorld } from '../../../../test/support/a-case-world.ts';
import { anIssueCase } from '../../../../test/support/fake-cases.ts';
import { InvalidInputError, NotFoundError, TransientError } from '../../../shared/errors.ts';
import { s3CaseLists } from '../../adapters/s3-case-lists.ts';
import type { IssueCase } from '../../domain/issue-case.ts';
import type { EscalationMessage } from '../../ports.ts';
import { createEscalateIssue } from './escalate-issue.ts';
import { createFindUnresolved } from './find-unresolved.ts';
import { createRecordEscalationFailure } from './record-escalation-failure.ts';

const startedAt = '2026-11-20T19:00:00.000Z';
const opened = (minutesBefore: number): Partial<IssueCase> => {
  const openedAt = new Date(Date.parse(startedAt) - minutesBefore * 60_000).toISOString();
  return { openedAt, updatedAt: openedAt, lastErrorAt: openedAt };
};
const execution = { startedAt, arn: 'arn:aws:states:eu-central-1:1:execution:escalate-unresolved:run-1' };

const memoryObjects = () => {
  const files = new Map<string, string>();
  return {
    ...{ files, bucket: 'data' },
    get: async (key: string) => (files.has(key) ? Buffer.from(files.get(key) ?? '') : undefined),
    put: async (key: string, body: Buffer | string) => void files.set(key, String(body)),
  };
};

const aWorld = () => {
  const world = aCaseWorld(startedAt);
  const objects = memoryObjects();
  const lists = s3CaseLists(objects);
  const sent: EscalationMessage[] = [];
  const queue = { send: async (messages: readonly EscalationMessage[]) => void sent.push(...messages) };
  const deps = { ...world, lists, queue };
  const find = createFindUnresolved(deps);
  const escalate = createEscalateIssue(deps);
  /** As the state machine runs it. */
  const run = async (input: Record<string, unknown> = {}) => {
    const found = await find({ input, execution });
    for (const list of found.lists) await escalate({ list });
    return found;
  };
  return { ...deps, objects, sent, find, escalate, run };
};

describe('every hour', () => {
  it('what is unresolved for more than an hour goes to support, once', async () => {
    const { run, add, sent, book, kinds, counted } = aWorld();
    const old = await add({ customerId: 'c-1', ...opened(61) });
    await add({ customerId: 'c-2', ...opened(59) });
    await add({ customerId: 'c-3', ...opened(90), state: 'closed', closed: { reason: 'expired', at: startedAt } });
    expect(await run()).toMatchObject({ cases: 1, lists: [{ cases: 1, programId: 'predictive-issue-resolution' }] });
    const escalation = { ruleId: 'unresolved', action: 'escalate-to-support' };
    expect(sent).toEqual([{ kind: 'escalation', caseId: old.caseId, ...escalation }]);
    expect(await book.get(old.caseId)).toMatchObject({
      state: 'open',
      escalations: [{ ...escalation, at: startedAt }],
    });
    expect(await kinds(old)).toEqual(['escalated']);
    expect(counted).toEqual({ CasesEscalated: 1 });
    expect(await run({ at: '2026-11-20T19:00:30Z' })).toMatchObject({ cases: 0, lists: [] });
    expect(sent).toHaveLength(1);
  });

  it('who is about to leave goes to a manager too, and leaves an entry for each', async () => {
    const { run, add, sent, kinds } = aWorld();
    const issue = await add({ ...opened(61), risk: { ...anIssueCase().risk, score: 0.95 } });
    await run();
    expect(sent.map(({ action }) => action)).toEqual(['escalate-to-support', 'escalate-to-manager']);
    expect(await kinds(issue)).toEqual(['escalated', 'escalated']);
  });

  it('any hour can be run, for one program', async () => {
    const { run, add } = aWorld();
    await add(opened(61));
    expect(await run({ at: '2026-11-20T18:30:00Z' })).toMatchObject({ cases: 0, at: '2026-11-20T18:30:00.000Z' });
    expect(await run({ programId: 'predictive-issue-resolution' })).toMatchObject({ cases: 1 });
    await expect(run({ programId: 'predictive-issue' })).rejects.toThrow(NotFoundError);
    await expect(run({ at: 'noon' })).rejects.toThrow(InvalidInputError);
  });

  it('many cases are many lists', async () => {
    const { find, add, lists } = aWorld();
    for (let n = 0; n < 450; n += 1) await add({ customerId: `c-${n}`, ...opened(61) });
    const found = await find({ input: {}, execution });
    expect(found.lists.map(({ cases }) => cases)).toEqual([200, 200, 50]);
    const ids = (await Promise.all(found.lists.map(({ key }) => lists.read(key)))).flat();
    expect(new Set(ids).size).toBe(450);
    expect(JSON.stringify(found)).not.toContain(ids[0]);
  });
});

describe('what goes wrong', () => {
  it('a case that was closed meanwhile is left alone', async () => {
    const { find, escalate, add, book, sent } = aWorld();
    const issue = await add(opened(61));
    const { lists } = await find({ input: {}, execution });
    await book.save({ ...issue, state: 'closed', closed: { reason: 'expired', at: startedAt }, revision: 2 }, []);
    expect(await escalate({ list: lists[0] })).toEqual({ escalated: 0 });
    expect(sent).toEqual([]);
  });

  it('a crash between message and mark escalates again under the same case and rule, and marks once', async () => {
    const { add, book, find, sent, ...deps } = aWorld();
    const issue = await add(opened(61));
    const { lists } = await find({ input: {}, execution });
    let crashed = false;
    const save: typeof book.save = async (next, entries) => {
      if (crashed) return book.save(next, entries);
      crashed = true;
      throw new TransientError('the table is away', { whatToDo: 'wait' });
    };
    const escalate = createEscalateIssue({ ...deps, book: { ...book, save } });
    await expect(escalate({ list: lists[0] })).rejects.toThrow(TransientError);
    expect(await escalate({ list: lists[0] })).toEqual({ escalated: 1 });
    expect(sent[0]).toEqual(sent[1]);
    expect((await book.get(issue.caseId))?.escalations).toHaveLength(1);
  });

  it('one that fails does not stop the others of its list', async () => {
    const { add, find, book, ...deps } = aWorld();
    const [bad, good] = [
      await add({ customerId: 'c-1', ...opened(61) }),
      await add({ customerId: 'c-2', ...opened(61) }),
    ];
    const get: typeof book.get = async (id) => {
      if (id === bad.caseId) throw new TransientError('away', { whatToDo: 'wait' });
      return book.get(id);
    };
    const escalate = createEscalateIssue({ ...deps, book: { ...book, get } });
    const { lists } = await find({ input: {}, execution });
    await expect(escalate({ list: lists[0] })).rejects.toThrow('1 cases');
    expect((await book.get(good.caseId))?.escalations).toHaveLength(1);
  });

  it('a list that is gone says what to do', async () => {
    const { escalate } = aWorld();
    const list = { programId: 'predictive-issue-resolution', at: startedAt, key: 'escalations/none.json' };
    await expect(escalate({ list })).rejects.toThrow(NotFoundError);
    await expect(escalate({ list: { ...list, programId: 'p' } })).rejects.toThrow('no longer enabled');
  });
});

describe('the record of a failure', () => {
  const error = { Error: 'TransientError', Cause: JSON.stringify({ errorMessage: 'DynamoDB is busy' }) };
  const state = { error };

  it('is kept under the execution’s name and says what to do', async () => {
    const { lists, objects } = aWorld();
    const record = createRecordEscalationFailure({ lists });
    const failure = await record({ step: 'FindUnresolved', state, execution });
    expect(failure).toMatchObject({ step: 'FindUnresolved', error: 'TransientError', cause: 'DynamoDB is busy' });
    expect(failure.whatToDo).not.toBe('');
    expect(JSON.parse(objects.files.get('escalations/failures/run-1.json') ?? '')).toEqual(failure);
  });

  it('of one list is a log line only; and nothing makes it throw', async () => {
    const { lists, objects } = aWorld();
    const record = createRecordEscalationFailure({ lists });
    await record({ step: 'EscalateIssues', state, execution, list: { programId: 'p', key: 'k' } });
    expect(objects.files.size).toBe(0);
    expect(await record('nonsense')).toMatchObject({ step: 'unknown step' });
    const away = createRecordEscalationFailure({
      lists: {
        writeFailure: async () => {
          throw new Error('S3 is away');
        },
      },
    });
    expect(await away({ step: 'FindUnresolved', state, execution })).toMatchObject({ error: 'TransientError' });
  });
});
