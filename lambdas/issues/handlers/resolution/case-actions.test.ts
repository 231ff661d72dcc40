import { describe, expect, it } from 'vitest';
import { aCaseWorld } from '../../../../test/support/a-case-world.ts';
import { TransientError } from '../../../shared/errors.ts';
import { caseActions } from './case-actions.ts';

const aWorld = async () => {
  const world = aCaseWorld();
  return { ...world, issue: await world.add(), actions: caseActions(world) };
};
const end = { callbackId: 'cb-1', at: '2026-11-20T18:20:00.000Z' };

describe('what customers do to a case', () => {
  it('engages case and candidate, and is one entry of the timeline', async () => {
    const { actions, issue, candidateOf, book } = await aWorld();
    const outcome = await actions.chooseStep(issue.caseId, 'update');
    expect(outcome).toMatchObject({ kind: 'changed', issue: { state: 'engaged', revision: 2 } });
    expect(await candidateOf(issue)).toMatchObject({ state: 'engaged' });
    expect(await book.timeline(issue.caseId)).toEqual([
      { at: '2026-11-20T18:00:00.000Z', kind: 'chose', by: 'customer', detail: { step: 'update' } },
    ]);
  });

  it('"that fixed it" closes case, claim and candidate as resolved', async () => {
    const { actions, issue, candidateOf, claimOf } = await aWorld();
    const outcome = await actions.markFixed(issue.caseId);
    const closed = { reason: 'resolved', method: 'self-service', at: '2026-11-20T18:00:00.000Z' };
    expect(outcome).toMatchObject({ kind: 'changed', issue: { state: 'closed', closed } });
    expect(await candidateOf(issue)).toMatchObject({ state: 'closed', closedReason: 'resolved' });
    expect(await claimOf(issue)).toMatchObject({ resolvedAt: closed.at });
  });

  it('is done once, however often they tap', async () => {
    const { actions, issue, kinds } = await aWorld();
    const taps = await Promise.all([1, 2, 3].map(() => actions.markFixed(issue.caseId)));
    expect(taps.map(({ kind }) => kind).sort()).toEqual(['changed', 'unchanged', 'unchanged']);
    expect(await kinds(issue)).toEqual(['fixed']);
  });

  it('"still broken" opens a closed case again, which holds its claim as before', async () => {
    const { actions, issue, claimOf, kinds } = await aWorld();
    await actions.markFixed(issue.caseId);
    const outcome = await actions.stillBroken(issue.caseId);
    expect(outcome).toMatchObject({ kind: 'changed', issue: { state: 'open' } });
    expect(await claimOf(issue)).not.toHaveProperty('resolvedAt');
    expect(await kinds(issue)).toEqual(['fixed', 'still-broken']);
  });

  it('"still broken" opens no case again whose issue has gone on to a later episode', async () => {
    const { actions, issue, add, book } = await aWorld();
    await actions.markFixed(issue.caseId);
    const later = await add({ episode: issue.episode + 1 });
    expect(await actions.stillBroken(issue.caseId)).toMatchObject({ kind: 'refused', reason: 'closed' });
    expect(await book.get(issue.caseId)).toMatchObject({ state: 'closed' });
    expect(await actions.stillBroken(later.caseId)).toMatchObject({ kind: 'changed' });
  });

  it('comes too late for a closed case, and for one that is not there', async () => {
    const { actions, issue } = await aWorld();
    await actions.markFixed(issue.caseId);
    expect(await actions.chooseStep(issue.caseId, 'update')).toMatchObject({ kind: 'refused', reason: 'closed' });
    expect(await actions.markFixed('nobody’s')).toEqual({ kind: 'missing' });
  });

  it('leaves a candidate of another episode alone', async () => {
    const { actions, add, candidateOf } = await aWorld();
    const earlier = await add({ episode: 7, issueType: 'app_crash' });
    await actions.markFixed((await add({ episode: 8, issueType: 'app_crash' })).caseId);
    expect(await candidateOf(earlier)).toMatchObject({ occasion: 'episode-8', state: 'closed' });
    await actions.markFixed(earlier.caseId);
    expect(await candidateOf(earlier)).toMatchObject({ occasion: 'episode-8' });
  });
});

describe('what agents do to a case', () => {
  it('closes it when the call solved it', async () => {
    const { actions, issue, kinds } = await aWorld();
    await actions.markCalling(issue.caseId, 'cb-1');
    await actions.markCalling(issue.caseId, 'cb-1');
    const outcome = await actions.closeByAgent(issue.caseId, { ...end, outcome: 'solved' });
    expect(outcome).toMatchObject({ issue: { closed: { reason: 'resolved', method: 'agent', at: end.at } } });
    expect(await kinds(issue)).toEqual(['call-requested', 'agent-solved']);
  });

  it('leaves it open when the call brought nothing', async () => {
    const { actions, issue } = await aWorld();
    await actions.markCalling(issue.caseId, 'cb-1');
    const outcome = await actions.closeByAgent(issue.caseId, { ...end, outcome: 'not-reached' });
    expect(outcome).toMatchObject({ kind: 'changed', issue: { state: 'open' } });
  });
});

it('tries again on what others have written by then, and gives up with an error that says so', async () => {
  const { issue, book, candidates, clock } = await aWorld();
  let lost = 2;
  const save: typeof book.save = async (next, entries) => (lost-- > 0 ? 'conflict' : book.save(next, entries));
  const contended = caseActions({ book: { ...book, save }, candidates, clock, pause: async () => undefined });
  expect(await contended.stillBroken(issue.caseId)).toMatchObject({ kind: 'changed' });
  lost = 100;
  await expect(contended.markFixed(issue.caseId)).rejects.toThrow(TransientError);
});
