// The client against the simulated support system, over the wire.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningService } from '../../../scripts/local-cloud/simulators/kit/http-service.ts';
import { startSupport } from '../../../scripts/local-cloud/simulators/support/server.ts';
import type { TicketDraft } from '../domain/ticket.ts';
import type { ZendeskOptions } from './zendesk-call.ts';
import { zendeskSupportDesk } from './zendesk-support-desk.ts';

const account = { email: 'herald@support.example', token: 'new-token', webhookSecret: 's' };
let support: RunningService;
beforeAll(async () => {
  support = await startSupport({ port: 0, account });
});
afterEach(async () => {
  await fetch(`${support.url}/_behaviour`, { method: 'DELETE' });
  await fetch(`${support.url}/_received`, { method: 'DELETE' });
});
afterAll(() => support.close());

const access: ZendeskOptions['access'] = async () => ({ email: account.email, token: account.token });
const desk = (more: Partial<ZendeskOptions> = {}) => zendeskSupportDesk({ url: support.url, access, ...more });
type Match = { path?: string; body?: string };
const behave = (then: object, { times = 1, ...match }: Match & { times?: number } = {}) =>
  fetch(`${support.url}/_behaviour`, { method: 'PUT', body: JSON.stringify([{ match, then, times }]) });
const received = async (path: string) => {
  const all = (await (await fetch(`${support.url}/_received`)).json()) as { path: string; method: string }[];
  return all.filter((one) => `${one.method} ${one.path}`.startsWith(path)).length;
};
type Kept = { ticket: Record<string, unknown>; comments: { body: string; public: boolean }[] };
const tickets = async (externalId: string): Promise<Kept[]> => {
  const all = (await (await fetch(`${support.url}/_tickets`)).json()) as Kept[];
  return all.filter(({ ticket }) => ticket.external_id === externalId);
};
let drafts = 0;
const aDraft = (more: Partial<TicketDraft> = {}): TicketDraft => {
  drafts += 1;
  return {
    ...{ externalId: `herald-${drafts}`, subject: 'Call back', note: 'Please call', priority: 'high' },
    ...{ tags: ['herald'], requester: { externalId: 'c-1', name: 'Kim' } },
    ...more,
  };
};

describe('opening a ticket', () => {
  it('makes it for the customer, as an internal note, with its agent', async () => {
    const draft = aDraft({ assigneeId: '101' });
    const opened = await desk().open(draft);
    const [made] = await tickets(draft.externalId);
    expect(opened).toEqual({
      ...{ ticketId: String(made?.ticket.id), assigneeId: '101' },
      ...{ openedAt: made?.ticket.created_at, updatedAt: made?.ticket.updated_at },
    });
    expect(made?.ticket).toMatchObject({ priority: 'high', tags: ['herald'], assignee_id: 101, status: 'open' });
    expect(made?.comments).toMatchObject([{ body: 'Please call', public: false }]);
  });

  it('makes it once, one after another and at once', async () => {
    const draft = aDraft();
    const all = await Promise.all([desk().open(draft), desk().open(draft), desk().open(draft)]);
    all.push(await desk().open({ ...draft, note: 'The history has grown' }));
    expect(new Set(all.map(({ ticketId }) => ticketId)).size).toBe(1);
    expect(await tickets(draft.externalId)).toHaveLength(1);
  });

  it('makes it once at once with other words', async () => {
    const draft = aDraft();
    const all = await Promise.all([desk().open(draft), desk().open({ ...draft, note: 'Other words' })]);
    expect(new Set(all.map(({ ticketId }) => ticketId)).size).toBe(1);
    expect(await tickets(draft.externalId)).toHaveLength(1);
  });

  it('finds the ticket whose answer was lost', async () => {
    const draft = aDraft();
    await behave({ drop: true, afterwards: true }, { path: '^/api/v2/tickets.json$' });
    await expect(desk().open(draft)).rejects.toMatchObject({ name: 'TransientError' });
    await desk().open(draft);
    expect(await tickets(draft.externalId)).toHaveLength(1);
  });

  it('of an agent who left is refused for good', async () => {
    await expect(desk().open(aDraft({ assigneeId: '999' }))).rejects.toMatchObject({
      name: 'SupportRefusedError',
      message: expect.stringContaining('422 RecordInvalid'),
    });
  });
});

describe('a support system in trouble', () => {
  it.each([
    ['429 with the time to wait', { error: 'TooManyRequests', retryAfterSeconds: 42 }, { retryAfterSeconds: 42 }],
    ['503 with the time to wait', { error: 'ServiceUnavailable', retryAfterSeconds: 9 }, { retryAfterSeconds: 9 }],
    ['500', { status: 500 }, {}],
    ['no answer', { hang: true }, {}],
    ['a cut connection', { drop: true }, {}],
    ['an answer in another shape', { status: 200, body: { surprise: true } }, {}],
  ])('%s passes', async (_what, then, more) => {
    await behave(then);
    // Only who never answers is given up soon: a busy machine may take a while to answer.
    const failure = await desk('hang' in then ? { budgetMs: 300 } : {})
      .open(aDraft())
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'TransientError', ...more });
  });

  it('that refuses the key is asked once more with a fresh one', async () => {
    const token = async ({ fresh }: { fresh: boolean }) => ({
      email: account.email,
      token: fresh ? 'new-token' : 'old',
    });
    expect(await desk({ access: token }).agents()).not.toEqual([]);
    await expect(desk({ access: async () => ({ email: 'a', token: 'b' }) }).agents()).rejects.toMatchObject({
      name: 'TransientError',
      message: expect.stringContaining('refuses our key'),
    });
  });
});

describe('agents', () => {
  it('have their languages, and are available when online', async () => {
    const team = [
      { id: 201, name: 'On', locale: 'de-DE', tags: ['speaks_en', 'vip'] },
      { id: 202, name: 'Off', locale: 'en-US', online: false },
    ];
    await fetch(`${support.url}/_agents`, { method: 'PUT', body: JSON.stringify(team) });
    expect(await desk().agents()).toEqual([
      { agentId: '201', name: 'On', languages: ['de-DE', 'en'], available: true },
      { agentId: '202', name: 'Off', languages: ['en-US'], available: false },
    ]);
  });
});

describe('a note', () => {
  const note = { tag: 'herald_not_seen', note: 'Look!', priority: 'urgent' } as const;

  it('is added once, and keeps the tags that were there', async () => {
    const draft = aDraft();
    const { ticketId } = await desk().open(draft);
    const noted = await desk().note(ticketId, note);
    expect(await desk().note(ticketId, note)).toEqual({ kind: 'already' });
    const [kept] = await tickets(draft.externalId);
    expect(noted).toEqual({ kind: 'noted', updatedAt: kept?.ticket.updated_at });
    expect(kept?.ticket).toMatchObject({ priority: 'urgent', tags: ['herald', 'herald_not_seen'] });
    expect(kept?.comments.map(({ body }) => body)).toEqual(['Please call', 'Look!']);
  });

  it('is tried again when an agent was writing at the same time', async () => {
    const { ticketId } = await desk().open(aDraft());
    await behave({ error: 'UpdateConflict' }, { body: 'safe_update' });
    expect(await desk().note(ticketId, note)).toMatchObject({ kind: 'noted' });
    expect(await received('PUT')).toBe(2);
  });

  it('can solve the ticket; a solved or unknown one takes none', async () => {
    const { ticketId } = await desk().open(aDraft());
    const solving = { tag: 'herald_cancelled', note: 'Done', solved: true };
    expect(await desk().note(ticketId, solving)).toMatchObject({ kind: 'noted' });
    expect(await desk().note(ticketId, note)).toEqual({ kind: 'over' });
    expect(await desk().note('999999', note)).toEqual({ kind: 'over' });
  });
});
