// The reporting jobs as deployed, for a day of a program of the test's own: what they write, tell, and do when run again.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { aDayOfCases } from '../../support/a-day-of-cases.ts';
import { deployReactiveCopy } from '../../support/a-reactive-copy.ts';
import { listenTo } from '../../support/alerts.ts';
import { queryAthena } from '../../support/athena.ts';
import { pick } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { daysAgo } from '../../support/last-night.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';
import { type Ended, run } from '../../support/runs.ts';
import { uniqueId } from '../../support/test-programs.ts';

const programId = uniqueId('it-reports');
/** Long enough ago that an error two days later is history, too; young enough for CloudWatch, which takes two weeks. */
const day = daysAgo(9);
const files = s3Objects(s3, pick(outputs.buckets, 'data'));
const leftOver = `decisions/program=${programId}/day=${day}/attempt=000/9999.jsonl.gz`;

// biome-ignore lint/suspicious/noExplicitAny: reports of several shapes, each asserted
const report = async (key: string): Promise<any> => JSON.parse(String(await files.get(`reports/${key}`)));
const html = async (key: string): Promise<string> => String(await files.get(`reports/${key}`));
const done = async (machine: string, input: object): Promise<Ended> => {
  const execution = await run(machine, { programId, day, ...input });
  expect(execution.status, execution.cause).toBe('SUCCEEDED');
  return execution;
};

let copy: Awaited<ReturnType<typeof deployReactiveCopy>>;
let left: string;
let alerts: Awaited<ReturnType<typeof listenTo>>;
beforeAll(async () => {
  copy = await deployReactiveCopy(programId);
  ({ left } = await aDayOfCases(programId, day));
  await files.put(leftOver, 'of an earlier, longer run');
  alerts = await listenTo('product-alerts');
});
afterAll(async () => {
  await copy?.remove();
  await alerts?.close();
});

describe.concurrent('the day', () => {
  it('is counted: decisions, messages and cases add up, on a page too', async () => {
    await done('metrics-aggregation', {});
    const counted = await report(`metrics-aggregation/${programId}/${day}.json`);
    expect(counted.decisions).toMatchObject({ decisions: 14, passed: 12, rejected: 2 });
    expect(counted.decisions.rejectedBy).toEqual({ 'support-history': 2 });
    expect(counted.messages).toMatchObject({ planned: 4, sent: 4, delivered: 4 });
    expect(counted.issues.resolution).toMatchObject({ resolved: 4, selfService: 3, agent: 1 });
    expect(counted.issues.repeatedErrors).toMatchObject({ errors: 20, joined: 8 });
    expect(counted.outcomes).toMatchObject({ outcomes: 5, byOutcome: { resolved: 4, left: 1 } });
    expect(counted.published).toMatchObject({ DailyIssueCases: 12, DailyIssuesResolved: 4, DailyMessagesSent: 4 });
    expect(await html(`metrics-aggregation/${programId}/${day}.html`)).toContain(programId);
  });

  it('is told of once, however often its patterns are looked for', async () => {
    await done('issue-patterns', {});
    const found = await report(`issue-patterns/${programId}/${day}.json`);
    expect(found.patterns[0]).toMatchObject({ issueType: 'app_crash', count: 12 });
    expect(found.comparedWith.length).toBeGreaterThanOrEqual(8);
    await done('issue-patterns', {});
    const ours = async () => (await alerts.heard()).filter(({ Subject }) => Subject.startsWith(programId));
    await eventually('the digest', async () => (await ours())[0]);
    const told = await ours();
    expect(told).toHaveLength(1);
    expect(told[0]?.Message).toContain('app_crash');
    expect(told[0]?.Message).not.toContain(`${programId}-`); // customers of this test bear its name
  });

  it('has its churn report, whose figures are those of its rows', async () => {
    await done('churn-report', {});
    const { periods, evidence } = await report(`churn-report/${programId}/${day}.json`);
    const [ofDay, , ofMonth] = periods;
    expect(ofDay.funnel.map(({ count }: { count: number }) => count)).toEqual([20, 12, 4, 4, 3, 3, 3]);
    expect(ofDay.resolution).toMatchObject({ resolved: 4, selfService: 3, agent: 1, selfServiceRate: 0.75 });
    expect(ofDay.time).toMatchObject({ selfService: { count: 3, median: 1_800 }, noFurtherError: { count: 0 } });
    expect(ofDay.cost).toMatchObject({
      tickets: 30,
      compensation: 10,
      worked: { calls: 1, escalations: 1, minutes: 12 },
    });
    expect(ofDay.uplift.issueOver).toMatchObject({
      ...{ contacted: { customers: 4, converted: 3 }, holdout: { customers: 1, converted: 0 } },
    });
    expect(ofMonth.groups.issueType).toMatchObject([
      { name: 'app_crash', cases: 12 },
      { name: 'login', cases: 8 },
    ]);
    expect(evidence).toHaveLength(30);
    const page = await html(`churn-report/${programId}/${day}.html`);
    expect(page).toContain('<svg');
    expect(page).not.toContain('<script');
    expect(page).not.toContain(left);
  });
});

describe('run again', () => {
  const settled = ({ countedAt: _at, ...figures }: { countedAt: string }) => figures;

  it('a day makes the same report', async () => {
    const before = await report(`metrics-aggregation/${programId}/${day}.json`);
    await done('metrics-aggregation', {});
    expect(settled(await report(`metrics-aggregation/${programId}/${day}.json`))).toEqual(settled(before));
  });

  it('leaves the day once in Athena: decisions and outcomes, nothing of an earlier run', async () => {
    const where = `program = '${programId}' AND day = '${day}'`;
    const decided = `SELECT outcome, count(*) FROM decisions WHERE ${where} AND attempt = '000' GROUP BY 1 ORDER BY 1`;
    const ended = `SELECT outcome, method, count(*) FROM outcomes WHERE ${where} GROUP BY 1, 2 ORDER BY 1, 2`;
    const [decisions, outcomes] = await Promise.all([queryAthena(decided), queryAthena(ended)]);
    expect(decisions).toEqual([
      ['rejected', '2'],
      ['scored', '12'],
    ]);
    expect(outcomes).toEqual([
      ['left', undefined, '1'],
      ['resolved', 'agent', '1'],
      ['resolved', 'self-service', '3'],
    ]);
    expect(await files.get(leftOver)).toBeUndefined();
  });
});

describe('a batch program', () => {
  it('has its day, too', async () => {
    await done('metrics-aggregation', { programId: 'product-reviews' });
    const counted = await report(`metrics-aggregation/product-reviews/${day}.json`);
    expect(counted).toMatchObject({ kind: 'batch', ended: true, runs: { attempts: expect.any(Number) } });
  });
});

describe('a job that fails', () => {
  const recordOf = ({ arn }: Ended, item = '') =>
    report(`failures/issue-patterns/${arn.split(':').at(-1)}${item}.json`);

  it('leaves what failed and what to do', async () => {
    const execution = await run('issue-patterns', { programId: `${programId}-none`, day });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'NotFoundError' });
    expect(await recordOf(execution)).toMatchObject({
      ...{ job: 'issue-patterns', step: 'Plan', input: { day }, cause: expect.stringContaining('is not about') },
      whatToDo: expect.stringContaining('deploy it'),
    });
  });

  it('by one program leaves that program’s', async () => {
    const broken = '2026-10-01';
    await files.put(`reports/issue-patterns/${programId}/counts/2026-09-30.json`, '{"day":1}');
    const execution = await run('issue-patterns', { programId, day: broken });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
    expect(await recordOf(execution, `.${programId}`)).toMatchObject({ step: 'FindPatterns', item: programId });
  });
});
