import { describe, expect, it } from 'vitest';
import { aCaseFacts, aHelpMessage } from '../../../test/support/a-case-story.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { recordingMetrics } from '../../../test/support/recording-metrics.ts';
import { noFigures, reportOf } from '../../delivery/index.ts';
import { fixedClock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryReportFiles } from '../adapters/memory-report-files.ts';
import type { CaseFacts, MessageFacts } from '../domain/figures/facts.ts';
import type { ReactiveDecision, RunFacts } from '../ports.ts';
import { createCountDay } from './count-day.ts';
import { createExportDecisions } from './export-decisions.ts';
import type { JobPlan } from './jobs/step-inputs.ts';
import { createWriteDailyReport } from './write-daily-report.ts';

const [reactive, batch] = ['predictive-issue-resolution', 'product-reviews'];
const day = '2026-11-20';
const pageOf = async function* <T>(items: T[]) {
  yield items;
};

type World = {
  cases: CaseFacts[];
  messages: MessageFacts[];
  decisions: ReactiveDecision[];
  runs: RunFacts[];
  sent: number;
};
const setUp = (given: Partial<World> = {}, now = '2026-11-21T00:02:00Z') => {
  const world: World = { cases: [], messages: [], decisions: [], runs: [], sent: 10, ...given };
  const files = memoryReportFiles();
  const metrics = recordingMetrics();
  const clock = fixedClock(now);
  const sources = {
    programs: memoryProgramStore<AnyProgram>([aPinnedReactiveProgram(), aPinnedProgram()]),
    decisions: { ofDay: () => pageOf(world.decisions) },
    cases: {
      ofDay: (_: string, one: string) => pageOf(world.cases.filter(({ openedAt }) => openedAt.startsWith(one))),
    },
    messages: { created: () => pageOf(world.messages) },
    files,
  };
  const count = createCountDay({
    ...sources,
    messages: { of: async () => world.messages },
    tickets: { ofDay: () => pageOf([]), getMany: async () => [] },
    ...{ ratings: { of: async () => new Map() }, clock },
    runs: { startedOn: async () => world.runs },
    reports: { ofDay: async () => ({ ...reportOf(noFigures()), planned: world.sent, sent: world.sent }) },
  });
  const stars = { of: async () => new Map([['product-1#customer-1', 4]]) };
  const gone = (ids: readonly string[]) => ids.filter((id) => id.startsWith('gone'));
  const closings = { of: async (ids: readonly string[]) => new Map(gone(ids).map((id) => [id, undefined])) };
  const copy = createExportDecisions({ ...sources, stars, closings, clock });
  const write = createWriteDailyReport({ files, metrics, clock });
  const perform = async (programId: string, input: object = {}) => {
    const execution = { startedAt: '2026-11-20T23:59:00Z' };
    const plan = (await count({ step: 'plan', input, execution })) as JobPlan;
    await count({ step: 'count', plan, programId });
    await copy({ plan, programId });
    return { plan, written: await write({ step: 'report', plan, programId }) };
  };
  return { world, files, metrics, perform, write, count };
};
const rowsUnder = (stored: Map<string, string>, prefix: string) =>
  [...stored].filter(([key]) => key.startsWith(prefix)).flatMap(([, text]) => JSON.parse(text));

describe('the day', () => {
  it('is today when the job starts at 23:59, counted when it is over', async () => {
    const { plan } = await setUp().perform(reactive);
    expect(plan).toMatchObject({ day, readyAt: '2026-11-21T00:02:00.000Z', programs: [reactive, batch] });
  });

  it('is counted at once when it is asked for', async () => {
    const { plan } = await setUp().perform(reactive, { day: 'today' });
    expect(plan.readyAt).toBe('2026-11-20T23:59:00.000Z');
  });

  it('says when it was counted too early', async () => {
    const early = setUp({}, '2026-11-20T12:00:00Z');
    await early.perform(reactive, { day });
    expect(await early.files.getJson(`reports/metrics-aggregation/${reactive}/${day}.json`)).toMatchObject({
      ended: false,
    });
    expect(early.files.stored.get(`reports/metrics-aggregation/${reactive}/${day}.html`)).toContain('before the day');
  });
});

describe('figures in CloudWatch', () => {
  const valuesOf = ({ recorded }: ReturnType<typeof recordingMetrics>, name: string) =>
    recorded.filter((metric) => metric.name === name).map(({ value }) => value);

  it('stand at the day’s first second, by program', async () => {
    const { metrics, perform } = setUp();
    await perform(reactive);
    const sent = metrics.recorded.find(({ name }) => name === 'DailyMessagesSent');
    expect(sent).toEqual({
      name: 'DailyMessagesSent',
      value: 10,
      dimensions: { program: reactive },
      at: new Date(`${day}T00:00:00Z`),
    });
  });

  it('are not published twice, but for those that changed', async () => {
    const { metrics, perform, world } = setUp();
    await perform(reactive);
    const first = metrics.recorded.length;
    await perform(reactive);
    expect(metrics.recorded).toHaveLength(first);
    world.sent = 12;
    await perform(reactive);
    expect(valuesOf(metrics, 'DailyMessagesSent')).toEqual([10, 12]);
    expect(valuesOf(metrics, 'DailyMessagesBounced')).toEqual([0]);
  });

  it('tell times to resolution by what brought it, and what joined an open case', async () => {
    const solved = (caseId: string, method: 'self-service' | 'no-further-error', at: string) =>
      aCaseFacts({ caseId, state: 'closed', closed: { reason: 'resolved', method, at } });
    const { metrics, perform } = setUp({
      cases: [
        solved('case-1', 'self-service', `${day}T10:05:00.000Z`),
        { ...solved('case-2', 'no-further-error', `${day}T23:30:00.000Z`), chosen: { at: `${day}T10:20:00.000Z` } },
      ],
    });
    await perform(reactive);
    expect(valuesOf(metrics, 'DailySelfServiceMedianSeconds')).toEqual([300]);
    expect(valuesOf(metrics, 'DailyNoFurtherErrorMedianSeconds')).toEqual([1_200]);
    expect(valuesOf(metrics, 'DailyAgentMedianSeconds')).toEqual([]);
    expect(valuesOf(metrics, 'DailyRepeatedErrorsJoined')).toEqual([4]);
  });

  it('of a day that is too old are in the report alone', async () => {
    const { metrics, perform, files } = setUp();
    await perform(reactive, { day: '2026-10-01' });
    expect(metrics.recorded).toEqual([]);
    const report = await files.getJson(`reports/metrics-aggregation/${reactive}/2026-10-01.json`);
    expect(report).toMatchObject({ tooOldForCloudWatch: true, messages: { sent: 10 } });
  });

  it('are those of the program’s kind', async () => {
    const { metrics, perform } = setUp({
      runs: [
        { runId: 'r:1', status: 'failed' },
        { runId: 'r:2', status: 'committed', candidates: 100, passed: 40, stored: 38, costUsd: 0.1 },
      ],
    });
    await perform(batch);
    expect(valuesOf(metrics, 'DailyCandidatesStored')).toEqual([38]);
    expect(valuesOf(metrics, 'DailyIssueCases')).toEqual([]);
  });
});

describe('what Athena gets', () => {
  const closed = aCaseFacts({
    state: 'closed',
    closed: { reason: 'resolved', method: 'self-service', at: `${day}T10:05:00.000Z` },
  });
  const decision: ReactiveDecision = {
    programHash: 'h',
    decidedAt: `${day}T10:00:00Z`,
    verdicts: [],
    outcome: 'rejected',
    rejectedBy: 'trust',
    reason: 'flagged',
  };

  it('are the day’s decisions in a batch’s shape', async () => {
    const { files, perform } = setUp({ decisions: [decision, { ...decision, outcome: 'scored' }] });
    await perform(reactive);
    const rows = rowsUnder(files.stored, `decisions/program=${reactive}/day=${day}/attempt=000/`);
    expect(rows).toEqual([
      { runId: `${reactive}:${day}:000`, ...decision },
      { runId: `${reactive}:${day}:000`, ...decision, outcome: 'scored' },
    ]);
    expect(await files.getJson(`reports/metrics-aggregation/${reactive}/${day}.json`)).toMatchObject({
      decisions: { decisions: 2, rejected: 1, passed: 1, rejectedBy: { trust: 1 }, reasons: { flagged: 1 } },
    });
  });

  it('are the day’s ends of cases, whenever they were opened', async () => {
    const old = { ...closed, caseId: 'case-0', customerId: 'customer-0', openedAt: '2026-11-10T10:05:00.000Z' };
    const { files, perform } = setUp({ cases: [closed, old, aCaseFacts({ caseId: 'open' })] });
    await perform(reactive);
    const rows = rowsUnder(files.stored, `outcomes/program=${reactive}/day=${day}/`);
    expect(rows.map(({ customer_id, seconds }) => [customer_id, seconds])).toEqual([
      ['customer-0', 864_000],
      ['customer-1', 300],
    ]);
    expect(rows[1]).toEqual({
      ...{ customer_id: 'customer-1', subject: 'app_crash', occasion: 'episode-1', outcome: 'resolved' },
      ...{ method: 'self-service', at: `${day}T10:05:00.000Z`, seconds: 300, score: null },
    });
  });

  it('are those who closed their account within 30 days of a case, looked up once', async () => {
    const openedAt = '2026-10-21T10:00:00.000Z';
    const cases = ['gone-1', 'stayed-1'].map((customerId) => aCaseFacts({ caseId: customerId, customerId, openedAt }));
    const earlier = aCaseFacts({ caseId: 'gone-2', customerId: 'gone-2', openedAt: '2026-10-20T10:00:00.000Z' });
    const { files, perform } = setUp({ cases: [...cases, earlier] });
    await perform(reactive);
    const rows = rowsUnder(files.stored, `outcomes/program=${reactive}/day=${day}/`);
    expect(rows).toMatchObject([{ customer_id: 'gone-1', outcome: 'left', at: `${day}T00:00:00.000Z` }]);
  });

  it('are the day’s messages, and its reviews with their stars', async () => {
    const review = aHelpMessage({
      subject: 'product-1',
      channel: 'email',
      date: { accepted: `${day}T10:00:00.000Z`, converted: `${day}T11:00:00.000Z` },
    });
    const unanswered = aHelpMessage({ customerId: 'asked-1', date: { delivered: `${day}T10:00:05.000Z` } });
    const others = [
      aHelpMessage({ customerId: 'held-1', state: 'suppressed', reason: 'holdout', date: {} }),
      aHelpMessage({ customerId: 'earlier-1', date: { accepted: '2026-11-01T10:00:00.000Z' } }),
    ];
    const { files, perform } = setUp({ messages: [review, unanswered, ...others] });
    await perform(batch);
    expect(rowsUnder(files.stored, `outcomes/program=${batch}/day=${day}/`)).toMatchObject([
      { outcome: 'contacted', method: 'email', at: `${day}T10:00:00.000Z`, score: null },
      { outcome: 'converted', method: 'email', seconds: 3_600, score: 4 },
      { customer_id: 'asked-1', outcome: 'contacted', at: `${day}T10:00:05.000Z` },
    ]);
    expect(await files.getJson(`reports/metrics-aggregation/${batch}/${day}.json`)).toMatchObject({
      outcomes: { byOutcome: { converted: 1 }, reviews: { count: 1, stars: 4 } },
    });
    expect([...files.stored.keys()].some((key) => key.startsWith('decisions/'))).toBe(false);
  });

  it('replaces what an earlier run of the day left', async () => {
    const { files, perform, world } = setUp({ cases: [closed] });
    await perform(reactive);
    world.cases = [];
    await perform(reactive);
    expect(rowsUnder(files.stored, 'outcomes/')).toEqual([]);
  });
});

describe('the daily report', () => {
  it('ends with what failed', async () => {
    const { write, perform } = setUp();
    const { plan } = await perform(reactive);
    const results = [
      { programId: reactive, outcome: 'done' },
      { programId: batch, outcome: 'failed' },
    ];
    expect(await write({ step: 'finish', plan, results })).toMatchObject({
      done: 1,
      failed: 1,
      cause: expect.stringContaining(batch),
    });
  });

  it('is not about a program that nobody deployed', async () => {
    const { count } = setUp();
    const wrong = { step: 'plan', input: { programId: 'none' }, execution: { startedAt: '2026-11-20T23:59:00Z' } };
    await expect(count(wrong)).rejects.toThrow(NotFoundError);
  });
});
