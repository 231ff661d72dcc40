import { beforeEach, describe, expect, it } from 'vitest';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aRunRequest } from '../../../test/support/a-run.ts';
import { aStoredCandidate } from '../../../test/support/a-stored-candidate.ts';
import { type Resolved, resolveOperation } from '../../../test/support/resolve-operation.ts';
import { fixedClock } from '../../shared/clock.ts';
import { ConflictError, TransientError } from '../../shared/errors.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryCandidateStore } from '../adapters/memory-candidate-store.ts';
import { memoryDecisionLog } from '../adapters/memory-decision-log.ts';
import { memoryRunLedger } from '../adapters/memory-run-ledger.ts';
import { createOperateRuns } from './operate-runs.ts';

const programId = 'product-reviews';
const clock = fixedClock('2026-11-20T12:00:00.000Z');
const operator = 'arn:aws:iam::000000000000:user/operator';
const open = () => {
  const started: unknown[] = [];
  const succeeded: unknown[] = [];
  return {
    ...{ started, succeeded, clock },
    executions: {
      start: async (input: unknown) => ({ executionArn: `arn:${started.push(input)}` }),
      succeedTask: async (token: string, output: unknown) => void succeeded.push([token, output]),
    },
    programs: memoryProgramStore([aPinnedProgram()]),
    ledger: memoryRunLedger(),
    candidates: memoryCandidateStore({ clock }),
    log: memoryDecisionLog(),
  };
};
let herald: ReturnType<typeof open>;
beforeEach(() => {
  herald = open();
});

const operate = (operationName: string, variables: Record<string, unknown>): Promise<Resolved> =>
  resolveOperation(createOperateRuns(herald), 'operate-runs.graphql', { operationName, variables });

describe('startRun', () => {
  it('starts an execution with what was asked, and nothing of what was not', async () => {
    const { data } = await operate('StartRun', { programId, day: null });
    expect(data).toEqual({ startRun: { executionArn: 'arn:1' } });
    await operate('StartRun', { programId, day: '2026-11-19', dryRun: true, marketplaces: ['DE'] });
    expect(herald.started).toEqual([
      { programId },
      { programId, day: '2026-11-19', dryRun: true, marketplaces: ['DE'] },
    ]);
  });

  it.each([
    [{ day: '19.11.2026' }, 'InvalidInputError'],
    [{ day: '2026-02-30' }, 'InvalidInputError'],
    [{ marketplaces: [] }, 'InvalidInputError'],
    [{ marketplaces: ['DE', 'BR'] }, 'InvalidInputError'],
    [{ programId: 'none' }, 'NotFoundError'],
  ])('refuses %o and starts nothing', async (wrong, errorType) => {
    expect((await operate('StartRun', { programId, ...wrong })).errors).toMatchObject([{ errorType }]);
    expect(herald.started).toEqual([]);
  });
});

describe('releaseRun', () => {
  it('hands the token back once; the second click is a conflict', async () => {
    const { runId } = await herald.ledger.begin(aRunRequest());
    await herald.ledger.hold(runId, 'token');
    const clicks = await Promise.all([operate('ReleaseRun', { runId }), operate('ReleaseRun', { runId })]);
    expect(clicks.flatMap(({ errors }) => errors)).toMatchObject([{ errorType: 'ConflictError' }]);
    expect(herald.succeeded).toEqual([['token', { releasedBy: operator }]]);
  });

  it('can be clicked again when Step Functions could not be told', async () => {
    const { runId } = await herald.ledger.begin(aRunRequest());
    await herald.ledger.hold(runId, 'token');
    const { succeedTask } = herald.executions;
    herald.executions.succeedTask = () => Promise.reject(new TransientError('busy', { whatToDo: 'Click again.' }));
    expect((await operate('ReleaseRun', { runId })).errors).toMatchObject([{ errorType: 'TransientError' }]);
    herald.executions.succeedTask = succeedTask;
    expect((await operate('ReleaseRun', { runId })).errors).toEqual([]);
    expect(herald.succeeded).toEqual([['token', { releasedBy: operator }]]);
  });

  it('does not hold a run again whose wait is over', async () => {
    const { runId } = await herald.ledger.begin(aRunRequest());
    await herald.ledger.hold(runId, 'token');
    herald.executions.succeedTask = () => Promise.reject(new ConflictError('expired', { whatToDo: 'Start again.' }));
    expect((await operate('ReleaseRun', { runId })).errors).toMatchObject([{ errorType: 'ConflictError' }]);
    expect(await herald.ledger.get(runId)).toMatchObject({ status: 'running' });
  });

  it('refuses a run that is not held, and one that is not there', async () => {
    const { runId } = await herald.ledger.begin(aRunRequest());
    expect((await operate('ReleaseRun', { runId })).errors).toMatchObject([{ errorType: 'ConflictError' }]);
    const other = await operate('ReleaseRun', { runId: 'product-reviews:2026-01-01:001' });
    expect(other.errors).toMatchObject([{ errorType: 'NotFoundError' }]);
    expect(herald.succeeded).toEqual([]);
  });
});

describe('setCandidateState', () => {
  const key = { customerId: 'c-1', programId, subject: 'p-1' };
  const set = (to: string, more: Record<string, unknown> = {}) =>
    operate('SetCandidateState', { ...key, to, reason: 'phoned us', ...more });

  it('moves along an allowed transition and notes who did it and why', async () => {
    await herald.candidates.putAll([aStoredCandidate()]);
    const { data } = await set('closed', { closedReason: 'withdrawn' });
    expect(data.setCandidateState).toMatchObject({ state: 'closed', closedReason: 'withdrawn' });
    expect(await herald.log.forCustomer('c-1', programId)).toEqual([
      {
        ...key,
        at: '2026-11-20T12:00:00.000Z',
        kind: 'state-change',
        reason: 'active → closed: phoned us',
        by: operator,
      },
    ]);
  });

  it.each([
    ['contacted', 'active', undefined],
    ['contacted', 'contacted', undefined],
    ['active', 'engaged', undefined],
    ['closed', 'closed', 'expired'],
  ] as const)('refuses the way from %s to %s and notes nothing', async (from, to, closedReason) => {
    await herald.candidates.putAll([aStoredCandidate({ state: from })]);
    expect((await set(to, { closedReason })).errors).toMatchObject([{ errorType: 'ConflictError' }]);
    expect(await herald.log.forCustomer('c-1', programId)).toEqual([]);
  });

  it.each([
    ['closing without a reason why it closed', 'closed', {}],
    ['a closing reason without closing', 'contacted', { closedReason: 'consumed' }],
    ['an empty reason', 'contacted', { reason: '' }],
  ])('refuses %s', async (_, to, more) => {
    await herald.candidates.putAll([aStoredCandidate()]);
    expect((await set(to, more)).errors).toMatchObject([{ errorType: 'InvalidInputError' }]);
  });

  it('knows no candidate that is not there, nor one that has expired', async () => {
    await herald.candidates.putAll([aStoredCandidate({ subject: 'p-2', expiresAt: clock.now().getTime() / 1_000 })]);
    expect((await set('contacted', { subject: 'p-2' })).errors).toMatchObject([{ errorType: 'NotFoundError' }]);
    expect((await set('contacted')).errors).toMatchObject([{ errorType: 'NotFoundError' }]);
  });
});
