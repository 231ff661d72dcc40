import { describe, expect, it } from 'vitest';
import { aCaseWorld } from '../../../../test/support/a-case-world.ts';
import { InvalidInputError, TransientError } from '../../../shared/errors.ts';
import type { IssueCase } from '../../domain/issue-case.ts';
import { settleClosed } from '../resolution/settle-closed.ts';
import { createFollowUp, type FollowUpDeps } from './follow-up-issues.ts';

const startsAt = '2026-11-20T18:00:00.000Z';
const afterHours = (hours: number): string => new Date(Date.parse(startsAt) + hours * 3_600_000).toISOString();

const aWorld = (overrides: Partial<FollowUpDeps> = {}) => {
  const world = aCaseWorld(startsAt);
  const did: string[] = [];
  const settling = {
    ...world,
    respond: async (id: string, response: string) => {
      did.push(`${response} ${id}`);
      return 'saved' as const;
    },
    askSatisfaction: async ({ caseId }: IssueCase) => void did.push(`asked ${caseId}`),
  };
  const run = createFollowUp({
    ...world,
    handOver: async ({ caseId }) => void did.push(`messages ${caseId}`),
    settleClosed: (issue) => settleClosed(settling, issue),
    ...overrides,
  });
  const chosen = { state: 'engaged', chosen: { step: 'update', at: startsAt } } as const;
  return { ...world, did, run, chosen };
};

const neverHandsOver = {
  handOver: async () => Promise.reject(new Error('nothing is to be handed over')),
  settleClosed: async () => Promise.reject(new Error('nothing has ended')),
};

describe('hand-overs that were left open', () => {
  it('are finished when they are a minute old', async () => {
    const { run, add, did, counted } = aWorld();
    const { caseId } = await add({ handoverAt: startsAt });
    expect(await run({ at: afterHours(1 / 60) })).toMatchObject({ handovers: 0 });
    expect(await run({ at: afterHours(0.02), only: 'handovers' })).toMatchObject({ handovers: 1, failed: 0 });
    expect(did).toEqual([`messages ${caseId}`]);
    expect(counted).toMatchObject({ HandOversFinished: 1 });
  });

  it('of a closed case tell of its end, once, and send no help', async () => {
    const { run, add, did, candidateOf, book } = aWorld();
    const closed = { reason: 'resolved', method: 'self-service', at: startsAt } as const;
    const issue = await add({ state: 'closed', closed, handoverAt: startsAt, notificationIds: ['n-1', 'n-2'] });
    await run({ at: afterHours(1) });
    await run({ at: afterHours(1) });
    expect(did).toEqual(['converted n-1', 'converted n-2', `asked ${issue.caseId}`]);
    expect(await candidateOf(issue)).toMatchObject({ state: 'closed', closedReason: 'resolved' });
    expect(await book.get(issue.caseId)).not.toHaveProperty('handoverAt');
  });

  it('are not asked about the help of a case that merely expired, nor twice after a call', async () => {
    const { run, add, did } = aWorld();
    await add({
      customerId: 'c-2',
      state: 'closed',
      closed: { reason: 'expired', at: startsAt },
      handoverAt: startsAt,
    });
    const closed = { reason: 'resolved', method: 'agent', at: startsAt } as const;
    await add({ state: 'closed', closed, handoverAt: startsAt, notificationIds: ['n-1'] });
    await run({ at: afterHours(1) });
    expect(did).toEqual(['converted n-1']);
  });

  it('that fail do not stop the others and are tried again', async () => {
    let broken: string | undefined;
    const resumed: string[] = [];
    const { run, add, counted } = aWorld({
      handOver: async ({ caseId }) => {
        if (caseId === broken) throw new TransientError('away', { whatToDo: 'wait' });
        resumed.push(caseId);
      },
    });
    broken = (await add({ customerId: 'c-1', handoverAt: startsAt })).caseId;
    const { caseId } = await add({ customerId: 'c-2', handoverAt: startsAt });
    expect(await run({ at: afterHours(1) })).toEqual({ handovers: 1, changed: 0, failed: 1 });
    expect(resumed).toEqual([caseId]);
    expect(counted).toMatchObject({ FollowUpsFailed: 1 });
    const late = broken;
    broken = undefined;
    await run({ at: afterHours(1) });
    expect(resumed).toContain(late);
  });
});

describe('open cases', () => {
  it('are resolved by silence of the updated version, with everything that follows', async () => {
    const { run, add, chosen, did, book, candidateOf, kinds } = aWorld();
    const issue = await add({ ...chosen, notificationIds: ['n-1'] });
    expect(await run({ at: afterHours(23.9) })).toMatchObject({ changed: 0 });
    expect(await run({ at: afterHours(24) })).toEqual({ handovers: 0, changed: 1, failed: 0 });
    const how = { reason: 'resolved', method: 'no-further-error', at: afterHours(24) };
    expect(await book.get(issue.caseId)).toMatchObject({ state: 'closed', closed: how });
    expect(await candidateOf(issue)).toMatchObject({ state: 'closed' });
    expect(did).toEqual(['converted n-1', `asked ${issue.caseId}`]);
    expect(await kinds(issue)).toEqual(['no-further-error']);
    expect(await run({ at: afterHours(25) })).toEqual({ handovers: 0, changed: 0, failed: 0 });
  });

  it('are open again when the updated version has the error, and are told so', async () => {
    const { run, add, chosen, book } = aWorld();
    const issue = await add(chosen);
    const sighted = {
      eventId: 'e-2',
      at: afterHours(2),
      appVersion: '2.5.2',
      errorCount: 3,
      claimUntil: 1_900_000_000,
    };
    await book.sight(issue, sighted);
    await run({ at: afterHours(2.1) });
    expect(await book.get(issue.caseId)).toMatchObject({ state: 'open', chosen: { step: 'update' }, sightings: 2 });
    expect(await book.timeline(issue.caseId)).toMatchObject([
      { kind: 'error-again', by: 'herald', detail: { appVersion: '2.5.2' } },
    ]);
    expect(await run({ at: afterHours(2.2) })).toMatchObject({ changed: 0 });
  });

  it('are not resolved by silence that an error broke while it was looked at: they are looked at again', async () => {
    const world = aWorld();
    const { book, chosen } = world;
    const issue = await world.add({ ...chosen, notificationIds: ['n-1'] });
    const sighted = {
      eventId: 'e-2',
      at: afterHours(23.9),
      appVersion: '2.5.2',
      errorCount: 3,
      claimUntil: 1_900_000_000,
    };
    let reads = 0;
    const get: typeof book.get = async (id) => {
      const read = await book.get(id);
      reads += 1;
      if (reads === 1) await book.sight(issue, sighted);
      return read;
    };
    const racing = createFollowUp({ ...world, book: { ...book, get }, ...neverHandsOver });
    expect(await racing({ at: afterHours(24) })).toMatchObject({ changed: 1, failed: 0 });
    expect(await book.get(issue.caseId)).toMatchObject({ state: 'open', sightings: 2, lastErrorVersion: '2.5.2' });
    expect(await world.kinds(issue)).toEqual(['error-again']);
  });

  it('expire, and their next error would be an episode of its own', async () => {
    const { run, add, book, claimOf, candidateOf } = aWorld();
    const issue = await add();
    await run({ at: afterHours(7 * 24) });
    expect(await book.get(issue.caseId)).toMatchObject({ state: 'closed', closed: { reason: 'expired' } });
    expect(await candidateOf(issue)).toMatchObject({ closedReason: 'expired' });
    expect(await claimOf(issue)).toHaveProperty('resolvedAt');
  });

  it('are left alone by the run of each minute', async () => {
    const { run, add, chosen } = aWorld();
    await add(chosen);
    expect(await run({ at: afterHours(48), only: 'handovers' })).toMatchObject({ changed: 0 });
  });

  it('are judged as they are stored, not as a slow index shows them', async () => {
    const world = aWorld();
    const stale = await world.add(world.chosen);
    const { book } = world;
    await book.save({ ...stale, state: 'calling', revision: 2 }, []);
    const unresolved: FollowUpDeps['book']['unresolved'] = async function* () {
      yield [stale];
    };
    const slow = aWorld({ book: { ...book, unresolved } });
    expect(await slow.run({ at: afterHours(24) })).toMatchObject({ changed: 0 });
    expect(await book.get(stale.caseId)).toMatchObject({ state: 'calling' });
  });
});

it('takes the clock’s time when none is given, and refuses what is none', async () => {
  const { run, add, chosen, pass } = aWorld();
  await add(chosen);
  expect(await run({})).toMatchObject({ changed: 0 });
  pass(24 * 3_600_000);
  expect(await run({})).toMatchObject({ changed: 1 });
  await expect(run({ at: 'tomorrow' })).rejects.toThrow(InvalidInputError);
});
