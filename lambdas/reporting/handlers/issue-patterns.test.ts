import { describe, expect, it } from 'vitest';
import { aCaseFacts } from '../../../test/support/a-case-story.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { recordingMetrics } from '../../../test/support/recording-metrics.ts';
import { NotFoundError, TransientError } from '../../shared/errors.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryReportFiles } from '../adapters/memory-report-files.ts';
import { dayPlus } from '../domain/jobs/job-day.ts';
import { createCountIssues } from './count-issues.ts';
import { createFindPatterns } from './find-patterns.ts';
import type { JobPlan } from './jobs/step-inputs.ts';

const programId = 'predictive-issue-resolution';
const today = '2026-11-20';

/** @param cases how many were opened on a day */
const setUp = (cases: (day: string) => number) => {
  const files = memoryReportFiles();
  const [published, asked]: [{ subject: string; text: string }[], string[]] = [[], []];
  const trouble = { publish: false };
  const count = createCountIssues({
    programs: memoryProgramStore<AnyProgram>([aPinnedReactiveProgram(), aPinnedProgram()]),
    files,
    cases: {
      ofDay: async function* (_program, day) {
        asked.push(day);
        yield Array.from({ length: cases(day) }, (_, n) =>
          aCaseFacts({ caseId: `${day}-${n}`, customerId: `customer-${n}` }),
        );
      },
    },
  });
  const publish = async (message: { subject: string; text: string }): Promise<void> => {
    if (trouble.publish) throw new TransientError('SNS is away', { whatToDo: 'Wait.' });
    published.push(message);
  };
  const metrics = recordingMetrics();
  const find = createFindPatterns({ files, alerts: { publish }, metrics });
  const night = async (day: string) => {
    const execution = { startedAt: `${dayPlus(day, 1)}T03:00:00Z` };
    const plan = (await count({ step: 'plan', input: {}, execution })) as JobPlan;
    await count({ step: 'count', plan, programId });
    return find({ step: 'find', plan, programId });
  };
  return { files, published, asked, night, count, find, metrics, trouble };
};

const usual = (day: string): number => 1 + (Number(day.slice(-2)) % 3);
const crashing = (from: string) => (day: string) => (day >= from ? 40 : usual(day));

describe('issue patterns', () => {
  it('are looked for in yesterday’s issues of every reactive program', async () => {
    const { count } = setUp(usual);
    const plan = await count({ step: 'plan', input: {}, execution: { startedAt: '2026-11-21T03:00:00Z' } });
    expect(plan).toMatchObject({ day: today, programs: [programId] });
  });

  it('are told of once while they last, with examples and nobody’s name', async () => {
    const { night, published, files } = setUp(crashing(today));
    expect(await night(today)).toEqual({ patterns: 2, told: 2 });
    expect(await night(dayPlus(today, 1))).toEqual({ patterns: 2, told: 0 });
    expect(published).toHaveLength(1);
    expect(published[0]?.text).toContain(`version 2.5.1 on iOS: 40 cases`);
    expect(published[0]?.text).toContain(`${today}-0, ${today}-1, ${today}-2`);
    expect(JSON.stringify([published, ...files.stored])).not.toContain('customer-');
  });

  it('that grow are told of again at double the size: a wave does not hide itself', async () => {
    const growing: Record<string, number> = { [today]: 40, [dayPlus(today, 1)]: 79, [dayPlus(today, 2)]: 80 };
    const { night, published } = setUp((day) => growing[day] ?? usual(day));
    for (const day of Object.keys(growing)) expect(await night(day)).toMatchObject({ patterns: 2 });
    expect(published.map(({ subject }) => subject.slice(-10))).toEqual([today, dayPlus(today, 2)]);
  });

  it('are not told of again when a night is repeated', async () => {
    const { night, published } = setUp(crashing(today));
    await night(today);
    expect(await night(today)).toEqual({ patterns: 2, told: 0 });
    expect(published).toHaveLength(1);
  });

  it('are told of by the next try when the topic was away', async () => {
    const { night, published, trouble } = setUp(crashing(today));
    trouble.publish = true;
    await expect(night(today)).rejects.toThrow(TransientError);
    trouble.publish = false;
    expect(await night(today)).toEqual({ patterns: 2, told: 2 });
    expect(published).toHaveLength(1);
  });

  it('remember what was told though nights are missing', async () => {
    const { night, published } = setUp(crashing(today));
    await night(today);
    await night(dayPlus(today, 4));
    expect(published).toHaveLength(1);
  });

  it('are none on a usual day, and nobody is told', async () => {
    const { night, published, metrics } = setUp(usual);
    expect(await night(today)).toEqual({ patterns: 0, told: 0 });
    expect(published).toEqual([]);
    expect(metrics.recorded).toEqual([{ name: 'IssuePatterns', value: 0, dimensions: { program: programId } }]);
  });

  it('count each day once, the first night four weeks back', async () => {
    const { night, asked } = setUp(usual);
    await night(today);
    expect(asked).toHaveLength(29);
    await night(dayPlus(today, 1));
    expect(asked.slice(29)).toEqual([dayPlus(today, 1)]);
  });

  it('need a week of history: a new program’s first days are no rise', async () => {
    const begun = dayPlus(today, -3);
    const { night, published } = setUp((day) => (day < begun ? 0 : day === today ? 100 : 1));
    expect(await night(today)).toEqual({ patterns: 0, told: 0 });
    expect(published).toEqual([]);
  });

  it('cannot be found before the day was counted', async () => {
    const { find } = setUp(usual);
    const plan = { day: today, at: '2026-11-21T03:00:00Z', readyAt: '2026-11-21T03:00:00Z', programs: [programId] };
    await expect(find({ step: 'find', plan, programId })).rejects.toThrow(NotFoundError);
  });
});
