import { beforeEach, describe, expect, it } from 'vitest';
import { aCandidate } from '../../../test/support/a-candidate.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { aDecision, aRunRequest, customerDigest } from '../../../test/support/a-run.ts';
import { aStoredCandidate } from '../../../test/support/a-stored-candidate.ts';
import { type Resolved, resolveOperation } from '../../../test/support/resolve-operation.ts';
import { fixedClock } from '../../shared/clock.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryCandidateStore } from '../adapters/memory-candidate-store.ts';
import { memoryDecisionLog } from '../adapters/memory-decision-log.ts';
import { memoryReactiveDecisions } from '../adapters/memory-reactive-decisions.ts';
import { memoryRunFiles } from '../adapters/memory-run-files.ts';
import { memoryRunLedger } from '../adapters/memory-run-ledger.ts';
import { createQueryCandidates } from './query-candidates.ts';

const programId = 'product-reviews';
const clock = fixedClock('2026-11-20T12:00:00Z');
const open = () => ({
  programs: memoryProgramStore([aPinnedProgram()]),
  served: memoryProgramStore<AnyProgram>([aPinnedProgram(), aPinnedReactiveProgram()]),
  reactive: memoryReactiveDecisions(),
  ledger: memoryRunLedger(),
  files: memoryRunFiles(),
  candidates: memoryCandidateStore({ clock }),
  log: memoryDecisionLog(),
  clock,
});
let herald: ReturnType<typeof open>;
beforeEach(() => {
  herald = open();
});

const ask = (file: string, variables: Record<string, unknown>, operationName?: string): Promise<Resolved> =>
  resolveOperation(createQueryCandidates(herald), file, { variables, ...(operationName && { operationName }) });

describe('candidatesForChannel', () => {
  const page = (variables: Record<string, unknown> = {}) =>
    ask('candidates-for-channel.graphql', { programId, channel: 'email', ...variables });

  it('serves all marketplaces of the program when none is given, best first', async () => {
    await herald.candidates.putAll([
      aStoredCandidate({ customerId: 'c-1', score: 0.2 }),
      aStoredCandidate({ customerId: 'c-2', score: 0.9, marketplace: 'JP' }),
      aStoredCandidate({ customerId: 'c-3', score: 0.5, marketplace: 'DE' }),
    ]);
    const first = await page({ limit: 2 });
    expect(first.data.candidatesForChannel).toMatchObject({
      items: [
        { customerId: 'c-2', attributes: '{"purchased":true,"refunded":false}' },
        { customerId: 'c-3', marketplace: 'DE' },
      ],
    });
    const { nextToken } = first.data.candidatesForChannel as { nextToken: string };
    const second = await page({ limit: 2, nextToken });
    expect(second.data.candidatesForChannel).toMatchObject({ items: [{ customerId: 'c-1' }], nextToken: null });
  });

  it.each([
    [{ limit: 101 }, 'limit: must be at most 100'],
    [{ limit: 0 }, 'limit: must be at least 1'],
    [{ minScore: 1.01 }, 'minScore: must be from 0 to 1'],
    [{ minScore: -0.1 }, 'minScore: must be from 0 to 1'],
    [{ nextToken: 'nonsense' }, 'nextToken'],
    [{ channel: 'fax' }, "none of the program's: email"],
    [{ marketplace: 'BR' }, "none of the program's: US, UK, DE, FR, JP"],
  ])('refuses %o', async (wrong, message) => {
    const { errors } = await page(wrong);
    expect(errors).toMatchObject([
      { errorType: 'InvalidInputError', message: expect.stringContaining(message) as string },
    ]);
  });

  it('knows no other program', async () => {
    expect((await page({ programId: 'none' })).errors).toMatchObject([{ errorType: 'NotFoundError' }]);
  });
});

describe('candidatesForCustomer and candidate', () => {
  it('gives the customer’s candidates of every program, best first', async () => {
    await herald.candidates.putAll([
      aStoredCandidate({ subject: 'p-1', score: 0.2 }),
      aStoredCandidate({ subject: 'p-2', score: 0.9 }),
      aStoredCandidate({ customerId: 'c-2' }),
    ]);
    const { data } = await ask('candidates-for-customer.graphql', { customerId: 'c-1' });
    expect(data.candidatesForCustomer).toMatchObject([{ subject: 'p-2' }, { subject: 'p-1' }]);
    const other = await ask('candidates-for-customer.graphql', { customerId: 'c-1', programId: 'other' });
    expect(other.data.candidatesForCustomer).toEqual([]);
  });

  it('gives one candidate whole, or null', async () => {
    await herald.candidates.putAll([aStoredCandidate()]);
    const key = { customerId: 'c-1', programId, subject: 'p-1' };
    const { data } = await ask('candidate.graphql', key);
    const { attributes, ...plain } = aStoredCandidate();
    expect(data.candidate).toEqual({ ...plain, closedReason: null, attributes: JSON.stringify(attributes) });
    expect((await ask('candidate.graphql', { ...key, subject: 'p-9' })).data.candidate).toBeNull();
  });

  it('passes over what has expired but is not yet deleted', async () => {
    await herald.candidates.putAll([aStoredCandidate({ expiresAt: clock.now().getTime() / 1_000 })]);
    const one = await ask('candidate.graphql', { customerId: 'c-1', programId, subject: 'p-1' });
    expect(one).toMatchObject({ data: { candidate: null }, errors: [] });
    const all = await ask('candidates-for-customer.graphql', { customerId: 'c-1' });
    expect(all.data.candidatesForCustomer).toEqual([]);
  });

  it('refuses an empty id', async () => {
    const { errors } = await ask('candidate.graphql', { customerId: '', programId, subject: 'p-1' });
    expect(errors).toMatchObject([
      { errorType: 'InvalidInputError', message: expect.stringContaining('customerId') as string },
    ]);
  });
});

describe('programs', () => {
  it('shows what a program is made of', async () => {
    const { data, errors } = await ask('programs.graphql', { programId }, 'Program');
    expect(errors).toEqual([]);
    expect(data.program).toMatchObject({
      programId,
      hash: 'h1',
      channels: [{ channelId: 'email', sendTime: '10:00' }],
    });
    expect((await ask('programs.graphql', {}, 'Programs')).data.programs).toEqual([data.program]);
    expect((await ask('programs.graphql', { programId: 'none' }, 'Program')).data.program).toBeNull();
  });
});

describe('run and runs', () => {
  it('pages through runs, newest first, and never shows a task token', async () => {
    for (const day of ['2026-11-18', '2026-11-19']) await herald.ledger.begin(aRunRequest({ day }));
    await herald.ledger.hold('product-reviews:2026-11-19:001', 'secret-token');
    const first = await ask('runs.graphql', { programId, limit: 1 }, 'Runs');
    expect(first.errors).toEqual([]);
    expect(first.data.runs).toMatchObject({ items: [{ day: '2026-11-19', status: 'held', summary: null }] });
    expect(JSON.stringify(first)).not.toContain('secret-token');
    const { nextToken } = first.data.runs as { nextToken: string };
    const second = await ask('runs.graphql', { programId, limit: 1, nextToken }, 'Runs');
    expect(second.data.runs).toMatchObject({ items: [{ day: '2026-11-18' }], nextToken: null });
  });

  it('names a dry run without a hyphen, and gives null for a run that is not there', async () => {
    const { runId } = await herald.ledger.begin(aRunRequest({ dryRun: true }));
    await herald.ledger.end(runId, { status: 'dry-run', endedAt: '2026-11-20T03:00:00.000Z' });
    expect((await ask('runs.graphql', { runId }, 'Run')).data.run).toMatchObject({ runId, status: 'dry_run' });
    expect((await ask('runs.graphql', { runId: 'product-reviews:2026-01-01:001' }, 'Run')).data.run).toBeNull();
  });
});

describe('why', () => {
  const why = (variables: Record<string, unknown> = {}) =>
    ask('why.graphql', { customerId: 'c-1', programId, ...variables });

  /** A finished run of two chunks that meet right at c-1, who stands in the second. */
  const finishedRun = async () => {
    const run = await herald.ledger.begin(aRunRequest());
    const border = customerDigest('c-1');
    await herald.files.writeManifest(run, [
      { chunk: '0-0000', part: '0', from: '0'.repeat(32), to: border, rows: 1 },
      { chunk: '0-0001', part: '0', from: border, to: 'g', rows: 3 },
    ]);
    const rejected = { outcome: 'rejected', rejectedBy: 'trust', reason: 'not-purchased' } as const;
    const { score: _score, ...unscored } = aDecision('c-1', 'p-2', rejected);
    await herald.files.writeDecisions(run, '0-0000', [aDecision('c-9', 'p-9')]);
    await herald.files.writeDecisions(run, '0-0001', [aDecision('c-1', 'p-1'), aDecision('c-2', 'p-1'), unscored]);
    await herald.ledger.end(run.runId, { status: 'committed', endedAt: '2026-11-20T03:00:00.000Z' });
    return run;
  };

  it('explains stored and rejected alike, with the candidate as it is now and what was decided by hand', async () => {
    const { runId } = await finishedRun();
    await herald.candidates.putAll([aStoredCandidate({ state: 'contacted' })]);
    const byHand = { at: '2026-11-20T10:00:00.000Z', kind: 'state-change', reason: 'asked to', by: 'op' };
    await herald.log.append({ customerId: 'c-1', programId, subject: 'p-1', ...byHand });
    const { data, errors } = await why();
    expect(errors).toEqual([]);
    expect(data.why).toMatchObject({
      run: { runId, status: 'committed' },
      decisions: [
        { subject: 'p-1', score: { value: 0.8, features: '{"price":12.5}' }, candidate: { state: 'contacted' } },
        { subject: 'p-2', rejectedBy: 'trust', reason: 'not-purchased', score: null, candidate: null },
      ],
      log: [{ subject: 'p-1', ...byHand }],
    });
  });

  it('keeps to one subject if asked', async () => {
    await finishedRun();
    expect((await why({ subject: 'p-2' })).data.why).toMatchObject({ decisions: [{ subject: 'p-2' }], log: [] });
  });

  it('takes the latest finished run, not one under way', async () => {
    const { runId } = await finishedRun();
    await herald.ledger.begin(aRunRequest({ day: '2026-11-20' }));
    expect((await why()).data.why).toMatchObject({ run: { runId } });
  });

  it.each([
    ['a customer the run has not seen', { customerId: 'c-404' }],
    ['a subject the customer has not', { subject: 'p-404' }],
    ['a run there is not', { runId: 'product-reviews:2026-01-01:001' }],
    ['a run of another program', { programId: 'other', runId: 'product-reviews:2026-11-19:001' }],
    ['a program that never ran', { programId: 'other' }],
  ])('knows nothing of %s', async (_, variables) => {
    await finishedRun();
    expect((await why(variables)).errors).toMatchObject([{ errorType: 'NotFoundError' }]);
  });

  it('of an event program answers with its decisions, without a run', async () => {
    const reactive = 'predictive-issue-resolution';
    const about = { programId: reactive, subject: 'app_crash', eventTime: '2026-11-20T10:00:00.000Z' };
    const { runId: _none, ...record } = aDecision('c-1', 'app_crash', {
      candidate: aCandidate({ ...about, customerId: 'c-1' }),
    });
    await herald.reactive.record({
      ...{ customerId: 'c-1', programId: reactive, subject: 'app_crash', at: about.eventTime },
      record: { ...record, eventId: 'e-1', caseId: 'case-1' },
    });
    expect((await why({ programId: reactive })).data.why).toMatchObject({
      run: null,
      decisions: [{ subject: 'app_crash', outcome: record.outcome }],
    });
    expect((await why({ programId: reactive, subject: 'other' })).errors).toMatchObject([
      { errorType: 'NotFoundError' },
    ]);
  });
});

it('refuses a field it does not know, even one every object has', async () => {
  const event = { arguments: {}, identity: null, info: { fieldName: 'toString' } };
  await expect(createQueryCandidates(herald)(event)).rejects.toMatchObject({ name: 'InvalidInputError' });
});
