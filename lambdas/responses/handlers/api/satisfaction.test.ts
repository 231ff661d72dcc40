import { describe, expect, it } from 'vitest';
import { aPageVisit, visitedAt } from '../../../../test/support/a-page-visit.ts';
import { anIssueCase } from '../../../../test/support/fake-cases.ts';

const aRatingVisit = (about = 'resolution') => {
  const issue = anIssueCase({ state: 'closed', callbackId: 'cb-1' });
  const { customerId, programId, issueType: subject } = issue;
  const ofCase = { customerId, programId, subject, occasion: 'episode-1', step: 'satisfaction' };
  const visit = aPageVisit({ ...ofCase, variables: { about } });
  visit.helped.add(issue);
  return { ...visit, issue };
};

describe('the two questions', () => {
  it.each(['resolution', 'call'] as const)('about a %s are answered once, and stand in the timeline', async (about) => {
    const { call, helped, issue, deps } = aRatingVisit(about);
    expect((await call('satisfaction')).body).toEqual({ language: 'en', about, answered: false });
    const done = { status: 200, body: { language: 'en', about, answered: true } };
    expect(await call('satisfaction', { solved: 5, effort: 4 })).toEqual(done);
    expect(await call('satisfaction', { solved: 5, effort: 4 })).toEqual(done);
    expect(await call('satisfaction')).toEqual(done);
    const refused = await call('satisfaction', { solved: 1, effort: 4 });
    expect(refused).toEqual({ status: 409, body: { error: 'submitted' } });
    const detail = { about, solved: 5, effort: 4 };
    expect(helped.notes).toEqual([{ at: visitedAt, kind: 'rated', by: 'customer', detail }]);
    const subject = about === 'call' ? 'callback#cb-1' : `case#${issue.caseId}`;
    expect(await deps.satisfaction.get(subject)).toMatchObject({ solved: 5, effort: 4, at: visitedAt });
  });

  it('write what a crash left out when they are sent again', async () => {
    const visit = aRatingVisit();
    const { note } = visit.deps.cases;
    visit.deps.cases.note = async () => Promise.reject(new Error('table is away'));
    expect((await visit.call('satisfaction', { solved: 3, effort: 3 })).status).toBe(503);
    visit.deps.cases.note = note;
    visit.at('2026-11-20T19:00:00.000Z');
    expect((await visit.call('satisfaction', { solved: 3, effort: 3 })).status).toBe(200);
    expect(visit.helped.notes).toMatchObject([{ at: visitedAt, kind: 'rated' }]);
  });

  it.each([
    [{ solved: 0, effort: 3 }, ['solved']],
    [{ solved: 3, effort: 5.5 }, ['effort']],
    [{ solved: 3 }, ['effort']],
  ])('refuse %j', async (body, fields) => {
    expect(await aRatingVisit().call('satisfaction', body)).toEqual({
      status: 400,
      body: { error: 'invalid', fields },
    });
  });
});
