import { beforeEach, describe, expect, it } from 'vitest';
import { aGate } from '../../../test/support/a-gate.ts';
import { aNotification } from '../../../test/support/a-notification.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aPinnedSaleProgram } from '../../../test/support/a-pinned-sale-program.ts';
import { aStoredCandidate } from '../../../test/support/a-stored-candidate.ts';
import { helloTemplates } from '../../../test/support/hello-templates.ts';
import { type Resolved, resolveOperation } from '../../../test/support/resolve-operation.ts';
import { memoryCandidateStore } from '../../candidates/index.ts';
import { fixedClock } from '../../shared/clock.ts';
import { ConflictError } from '../../shared/errors.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import { memoryProgramStore } from '../../shared/programs/memory-program-store.ts';
import { memoryNotificationLedger } from '../adapters/memory-notification-ledger.ts';
import { memoryTemplateStore } from '../adapters/memory-template-store.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { createOperateDelivery } from './operate-delivery.ts';

const programId = 'product-reviews';
const now = '2026-11-20T17:00:00.000Z';
const by = 'arn:aws:iam::000000000000:user/operator';
const open = () => {
  const clock = fixedClock(now);
  const started: unknown[] = [];
  const revoked: unknown[] = [];
  const gate = aGate();
  return {
    ...{ ...gate, clock, started, ledger: memoryNotificationLedger(gate.tables) },
    programs: memoryProgramStore<AnyProgram>([aPinnedProgram(), aPinnedSaleProgram()]),
    templates: memoryTemplateStore([helloTemplates(programId)]),
    candidates: memoryCandidateStore({ clock }),
    revoked,
    revocations: { revoke: async (id: string, why: object) => void revoked.push([id, why]) },
    executions: { start: async (input: unknown) => ({ executionArn: `arn:${started.push(input)}` }) },
  };
};
let herald: ReturnType<typeof open>;
beforeEach(() => {
  herald = open();
});

const operate = (operationName: string, variables: Record<string, unknown>, file = 'operate-delivery.graphql') =>
  resolveOperation(createOperateDelivery(herald), file, { operationName, variables });
const ofCampaigns = (operationName: string, variables: Record<string, unknown>) =>
  operate(operationName, variables, 'campaigns.graphql');
const stored = (overrides: Partial<Notification>): Notification => {
  const one = aNotification({ programId, ...overrides });
  herald.tables.notifications.set(one.id, one);
  return one;
};
const errorOf = ({ errors }: Resolved) => errors.map(({ errorType, message }) => [errorType, message].join(': '));
const refusal = (text: string) => [expect.stringContaining(text) as string];
const long = 'x'.repeat(501);

describe('startCampaign', () => {
  it('starts an execution with what was asked, and nothing of what was not', async () => {
    const { data } = await ofCampaigns('StartCampaign', { programId, runId: null });
    expect(data).toEqual({ startCampaign: { executionArn: 'arn:1' } });
    const runId = `${programId}:2026-11-19:001`;
    await ofCampaigns('StartCampaign', { programId, runId, dryRun: true });
    expect(herald.started).toEqual([{ programId }, { programId, runId, dryRun: true }]);
  });

  it.each([
    [{ programId: 'none' }, 'NotFoundError: There is no program none'],
    [
      { programId: 'ticket-sale-reminders' },
      'InvalidInputError: Program ticket-sale-reminders has no section "campaign"',
    ],
    [{ programId: '' }, 'InvalidInputError: Wrong arguments of startCampaign: programId: must not be empty'],
    [{ runId: '' }, 'InvalidInputError: Wrong arguments of startCampaign: runId: must not be empty'],
  ])('refuses %o and starts nothing', async (wrong, error) => {
    expect(errorOf(await ofCampaigns('StartCampaign', { programId, ...wrong }))).toEqual(refusal(error));
    expect(herald.started).toEqual([]);
  });
});

describe('pausing', () => {
  const campaignId = `${programId}:2026-11-19:001:US`;
  const reason = 'a wrong price';

  it('holds a campaign up and lets it go on', async () => {
    const paused = await ofCampaigns('PauseCampaign', { campaignId, reason });
    expect(paused.data).toEqual({ pauseCampaign: { scope: `campaign#${campaignId}`, state: 'paused', at: now } });
    expect(await herald.pauseFlags.get(`campaign#${campaignId}`)).toEqual({ state: 'paused', at: now, by, reason });
    const resumed = await ofCampaigns('ResumeCampaign', { campaignId });
    expect(resumed.data).toEqual({ resumeCampaign: { scope: `campaign#${campaignId}`, state: 'running', at: now } });
    expect(await herald.pauseFlags.get(`campaign#${campaignId}`)).toBeUndefined();
  });

  it('stops a campaign for good', async () => {
    const { data } = await ofCampaigns('StopCampaign', { campaignId, reason });
    expect(data).toMatchObject({ stopCampaign: { state: 'stopped' } });
    for (const operation of ['PauseCampaign', 'ResumeCampaign'])
      expect(errorOf(await ofCampaigns(operation, { campaignId, reason }))).toEqual(
        refusal(`ConflictError: campaign#${campaignId} is stopped and never goes on`),
      );
    expect(await herald.pauseFlags.get(`campaign#${campaignId}`)).toMatchObject({ state: 'stopped' });
  });

  it('holds a program up and lets it go on', async () => {
    await operate('PauseProgram', { programId, reason });
    expect(await herald.pauseFlags.get(`program#${programId}`)).toEqual({ state: 'paused', at: now, by, reason });
    const { data } = await operate('ResumeProgram', { programId });
    expect(data).toEqual({ resumeProgram: { scope: `program#${programId}`, state: 'running', at: now } });
    expect(await herald.pauseFlags.get(`program#${programId}`)).toBeUndefined();
  });

  it('refuses a program there is not: a mistyped name would hold up nothing', async () => {
    const error = errorOf(await operate('PauseProgram', { programId: 'product-review', reason }));
    expect(error).toEqual(refusal('NotFoundError: There is no program product-review'));
  });

  it.each([
    ['PauseProgram', { programId, reason: '' }, 'reason: must say why'],
    ['PauseProgram', { programId, reason: long }, 'reason: must be at most 500 characters'],
    ['PauseProgram', { programId: '', reason }, 'programId: must not be empty'],
    ['ResumeProgram', { programId: '' }, 'programId: must not be empty'],
  ])('%s refuses %o', async (operation, variables, message) => {
    expect(errorOf(await operate(operation, variables))).toEqual(refusal(message));
  });
});

describe('replayFailed', () => {
  const period = { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z' };
  const replay = (variables: Record<string, unknown> = {}) =>
    operate('ReplayFailed', { programId, ...period, reason: 'the provider was away', ...variables });

  it('gives what failed new attempts, and tells what the gate refuses; again, there is nothing left', async () => {
    await herald.policies.setConsent('fan', {
      purpose: 'marketing',
      channel: 'sms',
      granted: true,
      at: now,
      source: 'x',
    });
    const expiresAt = '2026-11-22T00:00:00.000Z';
    stored({ id: 'a1', customerId: 'fan', state: 'failed', expiresAt });
    stored({ id: 'b2', customerId: 'silent', state: 'failed', expiresAt });
    const { data, errors } = await replay();
    expect(errors).toEqual([]);
    expect(data.replayFailed).toEqual({ replayed: 1, refused: [{ name: 'no-consent', count: 1 }] });
    expect(herald.tables.notifications.get('a1')).toMatchObject({ round: 2 });
    expect((await replay()).data.replayFailed).toMatchObject({ replayed: 0 });
  });

  it.each([
    [{ reason: '' }, 'reason: must say why'],
    [{ to: period.from }, 'to: must be after from'],
    [{ from: '21.11.2026' }, 'from:'],
    [{ programId: 'none' }, 'NotFoundError: There is no program none'],
  ])('refuses %o', async (wrong, message) => {
    expect(errorOf(await replay(wrong))).toEqual(refusal(message));
  });
});

describe('sendTest', () => {
  const asked = { programId, templateId: 'hello', locale: 'en', marketplace: 'US' };
  const email = { ...asked, channel: 'email', to: 'tester@example.com' };
  const send = (variables: Record<string, unknown>) => operate('SendTest', { ...email, ...variables });

  it('queues one message of sample data, that takes no cap and asks no consent', async () => {
    const { data, errors } = await send({ variables: '{"name":"Zoë"}' });
    expect(errors).toEqual([]);
    const { id } = data.sendTest as { id: string };
    expect(data.sendTest).toEqual({ id, state: 'queued', reason: null });
    expect(herald.tables.notifications.get(id)).toMatchObject({
      ...{ test: true, channel: 'email', address: 'tester@example.com', variables: { name: 'Zoë' } },
      ...{ templateHash: 't1', programHash: 'h1', expiresAt: '2026-11-20T18:00:00.000Z' },
    });
    expect(herald.tables.policies.get('operator-test')?.grants ?? {}).toEqual({});
    expect(await herald.templates.pinned(programId, 't1')).toBeDefined();
    expect(await herald.programs.pinned(programId, 'h1')).toBeDefined();
  });

  it('is refused to a suppressed contact point', async () => {
    const address = '+12025550123';
    await operate('SetSuppression', { channel: 'sms', address, suppressed: true, reason: 'asked by phone' });
    const error = errorOf(await send({ channel: 'sms', to: address }));
    expect(error).toEqual(refusal('ConflictError: The test message was refused: suppressed:manual'));
    expect(error.join()).not.toContain(address);
  });

  it.each([
    [{ channel: 'email', to: '+12025550123' }, 'InvalidInputError: Wrong arguments of sendTest: to: must be an e-mail'],
    [{ channel: 'sms', to: 'tester@example.com' }, 'for SMS a number such as +12025550123'],
    [{ channel: 'sms', to: '0202 555 0123' }, 'for SMS a number such as +12025550123'],
    [{ variables: '[]' }, 'variables must be a JSON object'],
    [{ marketplace: 'XX' }, 'marketplace'],
    [{ programId: 'none' }, 'NotFoundError: There is no program none'],
    [{ templateId: 'none' }, 'NotFoundError: Program product-reviews has no template none for email'],
  ])('refuses %o and sends nothing', async (wrong, message) => {
    expect(errorOf(await send(wrong))).toEqual(refusal(message));
    expect(herald.tables.notifications.size).toBe(0);
  });
});

describe('setConsent', () => {
  const consent = { customerId: 'fan', purpose: 'marketing', channel: 'email', granted: true, source: 'call centre' };

  it('keeps what was said last, with its source and time', async () => {
    expect((await operate('SetConsent', consent)).data).toEqual({ setConsent: true });
    await operate('SetConsent', { ...consent, granted: false });
    const said = { granted: false, at: now, source: 'call centre' };
    expect(herald.tables.policies.get('fan')?.consent).toEqual({ marketing: { email: said } });
  });

  it.each([
    [{ source: '' }, 'source: must not be empty'],
    [{ source: long }, 'source: must be at most 500 characters'],
    [{ customerId: '' }, 'customerId: must not be empty'],
  ])('refuses %o', async (wrong, message) => {
    expect(errorOf(await operate('SetConsent', { ...consent, ...wrong }))).toEqual(refusal(message));
  });
});

describe('setSuppression', () => {
  const asked = { channel: 'email', address: 'Fan@example.com', suppressed: true, reason: 'asked by phone' };
  const set = (variables: Record<string, unknown> = {}) => operate('SetSuppression', { ...asked, ...variables });
  const suppressed = async () => {
    const addressHash = await herald.hasher.hash('email', 'fan@example.com');
    return { addressHash, ...(await herald.policies.read({ customerIds: [], addressHashes: [addressHash] })) };
  };

  it('suppresses a contact point, whatever its case, and keeps no address', async () => {
    expect((await set()).data).toEqual({ setSuppression: true });
    const { addressHash, suppressed: found } = await suppressed();
    const source = 'operator: asked by phone';
    expect(found.get(addressHash)).toEqual({ addressHash, reason: 'manual', at: now, source });
  });

  it('lifts what was suppressed by hand, and nothing else', async () => {
    await set();
    expect((await set({ suppressed: false })).data).toEqual({ setSuppression: true });
    expect((await set({ suppressed: false })).data).toEqual({ setSuppression: false });
    const { addressHash } = await suppressed();
    await herald.policies.suppress({ addressHash, reason: 'complaint', at: now, source: 'ses' });
    expect((await set({ suppressed: false })).data).toEqual({ setSuppression: false });
    expect((await suppressed()).suppressed.get(addressHash)).toMatchObject({ reason: 'complaint' });
  });

  it.each([
    [{ address: 'not an address' }, 'address: must be an e-mail address'],
    [{ channel: 'sms', address: '202-555-0123' }, 'address: must be an e-mail address, or for SMS a number'],
    [{ reason: '' }, 'reason: must not be empty'],
  ])('refuses %o, that would suppress nobody', async (wrong, message) => {
    expect(errorOf(await set(wrong))).toEqual(refusal(message));
    expect(herald.tables.suppressions.size).toBe(0);
  });
});

describe('recordOutcome', () => {
  const key = { customerId: 'c-1', programId, subject: 'p-1' };
  const record = (variables: Record<string, unknown> = {}) =>
    operate('RecordOutcome', { ...key, at: now, ...variables });

  it('dates the customer’s messages about the subject, the holdout’s too, and closes the candidate', async () => {
    await herald.candidates.putAll([aStoredCandidate({ state: 'contacted' })]);
    for (let n = 0; n < 120; n += 1) stored({ ...key, id: `a${n}`, createdAt: new Date(n * 1_000).toISOString() });
    stored({ ...key, id: 'b1', state: 'suppressed', reason: 'holdout' });
    stored({ ...key, id: 'c1', subject: 'p-2' });
    stored({ ...key, id: 'd1', programId: 'other' });
    expect((await record()).data).toEqual({ recordOutcome: true });
    const all = [...herald.tables.notifications.values()];
    expect(all.filter(({ date }) => date.converted === now)).toHaveLength(121);
    expect(all.filter(({ date }) => date.converted === undefined).map(({ id }) => id)).toEqual(['c1', 'd1']);
    expect(await herald.candidates.get(key)).toMatchObject({ state: 'closed', closedReason: 'consumed' });
  });

  it('told again keeps the earliest time, and the candidate as it was closed', async () => {
    const expired = { state: 'closed', closedReason: 'expired' } as const;
    await herald.candidates.putAll([aStoredCandidate(expired)]);
    stored({ ...key, id: 'a1' });
    await record();
    expect((await record({ at: '2026-11-20T18:00:00Z' })).data).toEqual({ recordOutcome: true });
    expect(herald.tables.notifications.get('a1')).toMatchObject({ revision: 2, date: { converted: now } });
    expect(await herald.candidates.get(key)).toMatchObject(expired);
  });

  it('closes a candidate that moves on meanwhile', async () => {
    await herald.candidates.putAll([aStoredCandidate()]);
    const { transition } = herald.candidates;
    let lost = false;
    herald.candidates.transition = async (which, change) => {
      if (lost) return transition(which, change);
      lost = true;
      await transition(which, { from: 'active', to: 'contacted', at: now });
      throw new ConflictError('it moved on', { whatToDo: 'Read again.' });
    };
    await record();
    expect(await herald.candidates.get(key)).toMatchObject({ state: 'closed', closedReason: 'consumed' });
  });

  it('is false when nothing of ours is about it', async () => {
    stored({ ...key, id: 'c1', subject: 'p-2' });
    expect((await record()).data).toEqual({ recordOutcome: false });
  });

  it('refuses a time that is none, and an empty subject', async () => {
    expect(errorOf(await record({ at: 'yesterday' }))).toEqual(refusal('at:'));
    expect(errorOf(await record({ subject: '' }))).toEqual(refusal('subject: must not be empty'));
  });
});

it('refuses a field it does not know, even one every object has', async () => {
  const event = { arguments: {}, identity: null, info: { fieldName: 'toString' } };
  await expect(createOperateDelivery(herald)(event)).rejects.toMatchObject({ name: 'InvalidInputError' });
});

describe('revokeLinks', () => {
  it('takes a message’s links back, with who and why', async () => {
    const { id } = stored({});
    expect(await operate('RevokeLinks', { notificationId: id, reason: ' forwarded ' })).toMatchObject({
      data: { revokeLinks: true },
    });
    expect(herald.revoked).toEqual([[id, { at: now, reason: 'forwarded', by }]]);
  });

  it.each([
    [{ notificationId: 'none', reason: 'x' }, 'NotFoundError: There is no notification none'],
    [{ notificationId: 'none', reason: '  ' }, 'reason: must not be empty'],
    [{ notificationId: 'none', reason: long }, 'reason: must be at most 500 characters'],
  ])('refuses %o', async (wrong, error) => {
    expect(errorOf(await operate('RevokeLinks', wrong))).toEqual(refusal(error));
    expect(herald.revoked).toEqual([]);
  });
});
