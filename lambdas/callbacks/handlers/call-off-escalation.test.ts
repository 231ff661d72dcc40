// An escalation whose case ends by itself must not keep people at work, nor its customer out of help the next time.
import { createHmac, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { aCallbacksWorld } from '../../../test/support/a-callbacks-world.ts';
import type { IssueCase } from '../../issues/index.ts';
import { TransientError } from '../../shared/errors.ts';
import { type Callback, escalationIdOf } from '../domain/callback.ts';
import type { QueueMessage } from '../ports.ts';

const away = new TransientError('away', { whatToDo: 'wait' });
const ruleOf = ({ caseId }: IssueCase, ruleId = 'unresolved'): QueueMessage => ({
  ...{ kind: 'escalation', caseId, action: 'escalate-to-support', ruleId },
});

const escalated = async () => {
  const world = await aCallbacksWorld();
  const { issue, desk, book, clock } = world;
  await world.work([ruleOf(issue)]);
  const callbackId = escalationIdOf(issue.caseId, 'unresolved');
  const current = async () => (await book.get(callbackId)) as Callback;
  const ticket = () => desk.tickets.get(`herald-${callbackId}`);
  /** As the support system's trigger posts it. */
  const tell = async (more: object) => {
    const timestamp = clock.now().toISOString();
    const body = JSON.stringify({
      ...{ ticketId: ticket()?.ticketId, externalId: `herald-${callbackId}`, status: 'Open', assigneeId: '101' },
      ...{ createdAt: timestamp, updatedAt: timestamp, ...more },
    });
    const signature = createHmac('sha256', 'webhook-secret').update(`${timestamp}${body}`).digest('base64');
    const named = { signature, 'signature-timestamp': timestamp, 'invocation-id': randomUUID() };
    const headers = Object.fromEntries(
      Object.entries(named).map(([name, value]) => [`x-zendesk-webhook-${name}`, value]),
    );
    expect((await world.webhook({ headers, body })).statusCode).toBe(200);
  };
  const close = (closed: IssueCase['closed']) => {
    const { kept } = world.issues;
    const seen = kept.cases.get(issue.caseId) as IssueCase;
    kept.cases.set(issue.caseId, {
      ...seen,
      state: 'closed',
      closed: { at: '2026-11-20T17:03:00.000Z', ...closed } as never,
    });
  };
  const facts = () => world.facts.get(issue.customerId);
  const load = async () => (await book.loads(['101'])).get('101');
  const watch = (text: string) => {
    clock.set(`2026-11-20T${text}:00.000Z`);
    return world.watch({ at: `2026-11-20T${text}:00Z` });
  };
  return { ...world, current, ticket, tell, close, openTickets: facts, load, watchAt: watch };
};

describe('the ticket of an escalation', () => {
  it('is called off when the customer says that it is fixed: solved, forgotten, its agent free', async () => {
    const world = await escalated();
    expect([await world.load(), (await world.openTickets()).openTickets.length]).toEqual([1, 1]);
    await world.actions.markFixed(world.issue.caseId);
    expect(await world.watchAt('17:05')).toEqual({ cancelled: 1 });
    expect(world.ticket()?.notes).toEqual([
      {
        ...{ tag: 'herald_cancelled', solved: true },
        note: 'The customer says that the issue is fixed: nobody has to look after it any more.',
      },
    ]);
    const callback = await world.current();
    expect(callback).toMatchObject({ state: 'cancelled', reason: 'case-closed', settledAt: expect.any(String) });
    expect([await world.load(), await world.openTickets()]).toEqual([0, { openTickets: [], resolved: [] }]);
    expect(await world.watchAt('23:00')).toEqual({ 'case-as-before': 1 });
    expect(world.ticket()?.notes).toHaveLength(1);
    expect(world.asked).toEqual([]);
  });

  it('is known to filters while it is open, and stands in the way of no later episode', async () => {
    const world = await escalated();
    const about = async () => (await world.openTickets()).openTickets.map(({ issueType }) => issueType);
    expect(await about()).toEqual([world.issue.issueType]);
    await world.actions.markFixed(world.issue.caseId);
    await world.watchAt('17:05');
    expect(await about()).toEqual([]);
    const next = { ...world.issue, caseId: 'f'.repeat(32), episode: 2 };
    world.issues.kept.cases.set(next.caseId, next);
    await world.work([ruleOf(next)]);
    expect(world.desk.tickets.size).toBe(2);
    expect(await about()).toEqual([world.issue.issueType]);
  });

  it('is looked after as long as its case is open, ever more rarely', async () => {
    const world = await escalated();
    const looks: string[] = [];
    for (let minute = 0; minute < 180; minute += 1) {
      const text = new Date(Date.parse('2026-11-20T17:00:00Z') + minute * 60_000).toISOString().slice(11, 16);
      if ((await world.watchAt(text))['case-as-before']) looks.push(text);
    }
    expect(looks).toEqual(['17:05', '17:15', '17:35', '18:15', '19:15']);
    expect(world.ticket()?.notes).toEqual([]);
  });

  it('stays watched when an agent has seen it, or called', async () => {
    const world = await escalated();
    await world.tell({ callStep: 'seen' });
    expect(await world.current()).toMatchObject({ state: 'seen', check: { what: 'case' } });
    await world.actions.markFixed(world.issue.caseId);
    expect(await world.watchAt('17:05')).toEqual({ cancelled: 1 });
    expect(world.ticket()?.notes).toMatchObject([{ solved: true }]);
  });

  it('is the agent’s to solve who has called: it is told, and no more', async () => {
    const world = await escalated();
    await world.tell({ callStep: 'called' });
    await world.actions.markFixed(world.issue.caseId);
    expect(await world.watchAt('17:05')).toEqual({ left: 1 });
    expect(world.ticket()?.notes).toEqual([
      {
        tag: 'herald_case_closed',
        note: 'The customer says that the issue is fixed. Solve this ticket when you are done.',
      },
    ]);
    expect(await world.current()).toMatchObject({ state: 'called' });
    expect(await world.watchAt('18:05')).toEqual({});
    await world.tell({ status: 'Solved', callOutcome: 'solved', minutes: 4 });
    expect(await world.current()).toMatchObject({ state: 'done', minutes: 4 });
  });

  it('needs nothing when the agent’s own work has closed the case', async () => {
    const world = await escalated();
    await world.tell({ status: 'Solved', callOutcome: 'solved', compensationUsd: 15 });
    expect(await world.currentCase()).toMatchObject({ state: 'closed', closed: { method: 'agent' } });
    expect(await world.current()).toMatchObject({ state: 'done', compensationUsd: 15, settledAt: expect.any(String) });
    expect(await world.watchAt('17:30')).toEqual({});
    expect(world.ticket()?.notes).toEqual([]);
  });

  it('is called off when another agent closed the case by another rule’s ticket', async () => {
    const world = await escalated();
    await world.work([ruleOf(world.issue, 'high-risk')]);
    await world.tell({ status: 'Solved', callOutcome: 'solved' });
    expect(await world.watchAt('17:05')).toEqual({ cancelled: 1 });
    const other = world.desk.tickets.get(`herald-${escalationIdOf(world.issue.caseId, 'high-risk')}`);
    expect(other?.notes).toMatchObject([{ solved: true, note: expect.stringContaining('An agent has resolved') }]);
  });

  it.each([
    ['', { cancelled: 1 }, 'nobody has to look after it any more'],
    ['seen', { left: 1 }, 'Solve this ticket when you are done'],
  ])(
    'of a case that ran out is left to an agent who has begun, and called off else (%s)',
    async (callStep, looked, words) => {
      const world = await escalated();
      await world.tell({ callStep });
      world.close({ reason: 'expired', at: '2026-11-20T17:03:00.000Z' });
      expect(await world.watchAt('17:05')).toEqual(looked);
      expect(world.ticket()?.notes).toMatchObject([{ note: expect.stringContaining(words) }]);
      expect((await world.openTickets()).openTickets).toHaveLength(callStep === 'seen' ? 1 : 0);
    },
  );
});

describe('a case that the customer opens again', () => {
  it('after its ticket was called off, comes back to the support team in a new one, once', async () => {
    const world = await escalated();
    const { caseId } = world.issue;
    await world.actions.markFixed(caseId);
    await world.watchAt('17:05');
    await world.actions.stillBroken(caseId);
    expect(await world.watchAt('17:10')).toEqual({ 'escalated-again': 1 });
    expect(world.queued).toEqual([ruleOf(world.issue)]);
    const messages = [...world.queued, ...world.queued.splice(0)];
    expect(await world.work(messages)).toBe(0);
    expect(world.desk.tickets.size).toBe(2);
    const again = await world.book.get(escalationIdOf(caseId, 'unresolved', 2));
    expect(again).toMatchObject({ round: 2, state: 'assigned', check: { what: 'case' } });
    expect((await world.openTickets()).openTickets).toMatchObject([{ ticketId: again?.ticketId }]);
    await world.actions.markFixed(caseId);
    expect(await world.watchAt('17:30')).toEqual({ cancelled: 1 });
    expect((await world.openTickets()).openTickets).toEqual([]);
  });

  it('before anybody has looked, keeps its ticket', async () => {
    const world = await escalated();
    await world.actions.markFixed(world.issue.caseId);
    await world.actions.stillBroken(world.issue.caseId);
    expect(await world.watchAt('17:05')).toEqual({ 'case-as-before': 1 });
    expect(world.ticket()?.notes).toEqual([]);
  });

  it('to ask for a call is with the support team by that', async () => {
    const world = await escalated();
    const { caseId } = world.issue;
    await world.actions.markFixed(caseId);
    await world.watchAt('17:05');
    await world.actions.stillBroken(caseId);
    await world.requestCall({ caseId, phone: '+12025550123' });
    expect((await world.watchAt('17:10'))['case-as-before']).toBe(1);
    expect(world.queued.filter(({ kind }) => kind === 'escalation')).toEqual([]);
  });
});

describe('when something breaks while a ticket is called off', () => {
  it('it is solved a minute later, though webhooks of it came in between', async () => {
    const world = await escalated();
    await world.actions.markFixed(world.issue.caseId);
    world.desk.fail(away);
    expect(await world.watchAt('17:05')).toEqual({ failed: 1 });
    world.desk.heal();
    await world.tell({ status: 'Pending' });
    expect(await world.watchAt('17:06')).toEqual({ settled: 1 });
    expect(world.ticket()?.notes).toMatchObject([{ tag: 'herald_cancelled', solved: true }]);
    expect(await world.openTickets()).toEqual({ openTickets: [], resolved: [] });
    await world.watchAt('17:30');
    expect(world.ticket()?.notes).toHaveLength(1);
  });

  it('the support system’s own word on it, sooner than ours is written, is not taken for an agent’s', async () => {
    const world = await escalated();
    const { note } = world.desk;
    world.desk.note = async (ticketId, told) => {
      const noted = await note(ticketId, told);
      await world.tell({ status: 'Solved' });
      return noted;
    };
    await world.actions.markFixed(world.issue.caseId);
    await world.watchAt('17:05');
    expect(await world.current()).toMatchObject({ state: 'cancelled' });
    expect(await world.openTickets()).toEqual({ openTickets: [], resolved: [] });
    expect(world.asked).toEqual([]);
  });

  it('what the agent had solved meanwhile stays solved', async () => {
    const world = await escalated();
    world.clock.set('2026-11-20T17:04:00.000Z');
    await world.actions.markFixed(world.issue.caseId);
    world.ticket()?.notes.push({ tag: 'by-hand', note: 'Done', solved: true });
    await world.watchAt('17:05');
    await world.tell({ status: 'Solved', callOutcome: 'solved', updatedAt: '2026-11-20T17:04:30Z' });
    expect((await world.openTickets()).resolved).toMatchObject([{ ticketId: '1000', at: '2026-11-20T17:04:30.000Z' }]);
  });
});
