import { describe, expect, it } from 'vitest';
import { aCaseFacts, aHelpMessage } from '../../../test/support/a-case-story.ts';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { fixedClock } from '../../shared/clock.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryReportFiles } from '../adapters/memory-report-files.ts';
import type { CaseFacts, MessageFacts } from '../domain/figures/facts.ts';
import type { ChurnReport, PeriodFigures } from '../domain/html/churn-page.ts';
import { createChurnFigures } from './churn-figures.ts';
import { createWriteChurnReport } from './write-churn-report.ts';

const programId = 'predictive-issue-resolution';
const pageOf = async function* <T>(items: T[]) {
  yield items;
};

const setUp = (issues: CaseFacts[], messages: MessageFacts[], closed: string[] = []) => {
  const files = memoryReportFiles();
  const collect = createChurnFigures({
    programs: memoryProgramStore<AnyProgram>([aPinnedReactiveProgram()]),
    cases: { ofDay: (_program, day) => pageOf(issues.filter(({ openedAt }) => openedAt.startsWith(day))) },
    messages: {
      of: async (cases) => {
        const wanted = cases.map(({ caseId }) => `case:${caseId}`);
        return messages.filter(({ campaignId = '' }) => wanted.includes(campaignId));
      },
    },
    tickets: { ofDay: () => pageOf([]), getMany: async () => [] },
    laterErrors: { of: async () => new Map() },
    ratings: { of: async (subjects) => new Map(subjects.map((subject) => [subject, { solved: 5, effort: 4 }])) },
    closings: { of: async (ids) => new Map(ids.filter((id) => closed.includes(id)).map((id) => [id, undefined])) },
    files,
  });
  const write = createWriteChurnReport({ files, clock: fixedClock('2026-11-21T06:01:00Z') });
  const perform = async () => {
    const input = { input: {}, execution: { startedAt: '2026-11-21T06:00:00Z' } };
    const plan = await collect({ step: 'plan', ...input });
    await collect({ step: 'collect', plan, programId });
    const { key } = (await write({ step: 'report', plan, programId })) as { key: string };
    const report = (await files.getJson(`${key}.json`)) as ChurnReport & { evidence: string[] };
    return { plan, key, report, html: files.stored.get(`${key}.html`) ?? '' };
  };
  return { files, perform };
};

const days = ['2026-11-20', '2026-11-18', '2026-11-01', '2026-10-01'];
const issues = days.map((day, n) =>
  aCaseFacts({ caseId: `case-${n}`, customerId: `c-${n}`, openedAt: `${day}T23:59:59.000Z` }),
);
const messages = days.map((day, n) =>
  aHelpMessage({
    id: `m-${n}`,
    campaignId: `case:case-${n}`,
    createdAt: new Date(Date.parse(`${day}T23:59:59Z`) + 2_000).toISOString(),
  }),
);
const casesOf = ({ funnel }: PeriodFigures) => funnel.find(({ stage }) => stage === 'cases')?.count;

describe('the churn report', () => {
  it('is about yesterday, a week and 30 days, and names its evidence', async () => {
    const { plan, key, report } = await setUp(issues, messages).perform();
    expect(plan).toMatchObject({ day: '2026-11-20', programs: [programId] });
    expect(key).toBe(`reports/churn-report/${programId}/2026-11-20`);
    expect(report.periods.map(casesOf)).toEqual([1, 2, 3]);
    expect(report.evidence).toHaveLength(30);
  });

  it('finds the message of a case that was handed over days after it was opened', async () => {
    const late = messages.map((message) => ({ ...message, createdAt: '2026-11-21T05:00:00.000Z' }));
    const { report } = await setUp(issues, late).perform();
    const [day] = report.periods;
    expect(day?.funnel.map(({ count }) => count)).toEqual([3, 1, 1, 1, 0, 0, 0]);
  });

  it('counts its figures from the rows it leaves, in which nobody is named', async () => {
    const { files, perform } = setUp(issues, messages);
    const { report } = await perform();
    const rows = (await Promise.all(report.evidence.map((key) => files.getRows(key)))).flat();
    expect(rows).toHaveLength(3);
    expect(JSON.stringify([...files.stored])).not.toContain('c-0');
  });

  it('compares with the holdout, and leaves the uplift blank where there is none', async () => {
    const held = aHelpMessage({
      state: 'suppressed',
      reason: 'holdout',
      date: {},
      campaignId: 'case:case-1',
      createdAt: messages[1]?.createdAt ?? '',
    });
    const alone = (await setUp(issues, messages).perform()).report.periods[1]?.uplift;
    expect(alone?.issueOver).toMatchObject({ holdout: { customers: 0 } });
    expect(alone?.issueOver.difference).toBeUndefined();
    const both = (await setUp(issues, [held, ...messages.filter((_, n) => n !== 1)], ['c-1']).perform()).report;
    const left = both.periods[1]?.uplift.left;
    expect(left?.difference).toBe(-1);
    expect(left?.low).toBeGreaterThanOrEqual(-1);
  });

  it('finds no uplift where the issue went away for everybody, though only those with help could say so', async () => {
    const openedAt = '2026-11-18T10:00:00.000Z';
    const tapped = { reason: 'resolved', method: 'self-service', at: '2026-11-18T10:05:00.000Z' } as const;
    const people = Array.from({ length: 6 }, (_, n) => {
      const isHeld = n < 3;
      const key = { caseId: `case-${n}`, customerId: `c-${n}`, openedAt };
      const helped = { state: 'closed', closed: tapped } as const;
      const message = { id: `m-${n}`, campaignId: `case:case-${n}` };
      const held = { state: 'suppressed', reason: 'holdout', date: {} };
      return {
        issue: aCaseFacts({ ...key, ...(!isHeld && helped) }),
        message: aHelpMessage({ ...message, ...(isHeld && held) }),
      };
    });
    const { report, html } = await setUp(
      people.map(({ issue }) => issue),
      people.map(({ message }) => message),
    ).perform();
    const [, week] = report.periods;
    expect(week?.uplift.issueOver).toMatchObject({
      ...{ contacted: { customers: 3, converted: 3 }, holdout: { customers: 3, converted: 3 } },
      difference: 0,
    });
    expect(html).toContain('No error of the issue later than 24 h after its case');
    expect(html).not.toContain('Had an issue resolved');
  });

  it('says nothing yet of yesterday’s issues, and sees one come again this morning', async () => {
    const issue = aCaseFacts({ openedAt: '2026-11-19T01:00:00.000Z' });
    const again = aCaseFacts({ caseId: 'again', episode: 2, openedAt: '2026-11-21T05:00:00.000Z' });
    const { report } = await setUp([issue, again], [aHelpMessage()]).perform();
    const [day, week] = report.periods;
    expect(day?.uplift.issueOver.contacted.customers).toBe(0);
    expect(week?.uplift.issueOver.contacted).toMatchObject({ customers: 1, converted: 0 });
  });

  it('is a page that stands alone, with charts that can be heard', async () => {
    const { html } = await setUp(issues, messages).perform();
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/<script|<link|<img|https?:\/\//);
    expect(html.match(/<svg role="img" aria-label="[^"]+"/g)?.length).toBe(html.match(/<svg/g)?.length);
    expect(html).toContain('What these figures can’t show');
  });

  it('shows what comes from events as text', async () => {
    const evil = aCaseFacts({ appVersion: '<script>alert(1)</script>', deviceType: '"><img src=x onerror=alert(1)>' });
    const { html } = await setUp([evil], []).perform();
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)');
  });

  it('of a program without cases says so in dashes, not in NaN', async () => {
    const { html, report } = await setUp([], []).perform();
    expect(html).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(report.periods.map(casesOf)).toEqual([0, 0, 0]);
  });

  it('asks for its rows when they were never collected', async () => {
    const write = createWriteChurnReport({ files: memoryReportFiles(), clock: fixedClock('2026-11-21T06:01:00Z') });
    const plan = {
      day: '2026-11-20',
      at: '2026-11-21T06:00:00Z',
      readyAt: '2026-11-21T06:00:00Z',
      programs: [programId],
    };
    await expect(write({ step: 'report', plan, programId })).rejects.toThrow('is not in the data bucket');
  });
});
