import { expect, it } from 'vitest';
import { aStoredCandidate } from '../../../../test/support/a-stored-candidate.ts';
import { memoryCandidateStore } from '../../../candidates/index.ts';
import { fixedClock } from '../../../shared/clock.ts';
import { createMarkCandidates } from './mark-candidates.ts';

const at = '2026-11-20T15:00:00.000Z';
const key = { customerId: 'c-1', programId: 'product-reviews', subject: 'p-1' };

const recordOf = (date: Record<string, string>, sequence = '1') => ({
  dynamodb: {
    SequenceNumber: sequence,
    NewImage: {
      customerId: { S: 'c-1' },
      programId: { S: 'product-reviews' },
      subject: { S: 'p-1' },
      date: { M: Object.fromEntries(Object.entries(date).map(([name, value]) => [name, { S: value }])) },
    },
  },
});
const storeWith = async (state: 'active' | 'closed' = 'active') => {
  const candidates = memoryCandidateStore({ clock: fixedClock(at) });
  await candidates.putAll([aStoredCandidate({ state })]);
  return { candidates, mark: createMarkCandidates({ candidates }) };
};

it.each([
  ['accepted by the provider', { accepted: at }, 'contacted'],
  ['delivered although the provider’s answer was lost', { delivered: at }, 'contacted'],
  ['opened by a person', { accepted: at, opened: at }, 'engaged'],
  ['clicked, told before the acceptance', { clicked: at }, 'engaged'],
  ['opened by a machine', { accepted: at, machineOpened: at }, 'contacted'],
  ['queued', { queued: at }, 'active'],
])('a message %s makes the candidate what it is', async (_what, date, state) => {
  const { candidates, mark } = await storeWith();
  await mark({ Records: [recordOf(date), recordOf(date)] });
  expect((await candidates.get(key))?.state).toBe(state);
});

it('never takes a candidate back that has gone on', async () => {
  const { candidates, mark } = await storeWith();
  await mark({ Records: [recordOf({ accepted: at, clicked: at }), recordOf({ accepted: at })] });
  expect((await candidates.get(key))?.state).toBe('engaged');
  const closed = await storeWith('closed');
  await closed.mark({ Records: [recordOf({ clicked: at })] });
  expect((await closed.candidates.get(key))?.state).toBe('closed');
});

it('passes over messages without a candidate and records it can’t read, and marks the rest', async () => {
  const { candidates, mark } = await storeWith();
  const stranger = recordOf({ accepted: at });
  stranger.dynamodb.NewImage.customerId.S = 'nobody';
  const poison = { dynamodb: { SequenceNumber: '2', NewImage: { customerId: 7 } } };
  expect(await mark({ Records: [stranger, poison, recordOf({ accepted: at }, '3')] })).toEqual({
    batchItemFailures: [],
  });
  expect((await candidates.get(key))?.state).toBe('contacted');
});

it('asks for the record again when the table is away, and marks nothing behind it', async () => {
  const { candidates } = await storeWith();
  const away = { ...candidates, get: async () => Promise.reject(new Error('throttled')) };
  const answer = await createMarkCandidates({ candidates: away })({ Records: [recordOf({ accepted: at }, '7')] });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
});
