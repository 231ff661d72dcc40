import { expect, it } from 'vitest';
import { aStoredCandidate } from '../../../test/support/a-stored-candidate.ts';
import { memoryCandidateStore } from '../../candidates/index.ts';
import { fixedClock } from '../../shared/clock.ts';
import type { ReviewEvents } from '../ports.ts';
import { createPublishReviews } from './publish-reviews.ts';

const at = '2026-11-20T18:00:00.000Z';
const key = { customerId: 'c-1', programId: 'product-reviews', subject: 'p-1' };

const record = (sequence: string, changes: object = {}) => {
  const texts = { productId: 'p-1', customerId: 'c-1', reviewId: 'r-1', programId: 'product-reviews' };
  const more = { notificationId: 'n-1', marketplace: 'US', submittedAt: at, text: 'Pours well.' };
  const NewImage = Object.fromEntries(Object.entries({ ...texts, ...more }).map(([name, S]) => [name, { S }]));
  const photo = { M: { n: { N: '1' } } };
  return {
    dynamodb: {
      SequenceNumber: sequence,
      NewImage: { ...NewImage, stars: { N: '4' }, photos: { L: [photo] }, ...changes },
    },
  };
};

const aPublisher = async () => {
  const candidates = memoryCandidateStore({ clock: fixedClock(at) });
  await candidates.putAll([aStoredCandidate()]);
  const events: Parameters<ReviewEvents['submitted']>[0][] = [];
  const converted: string[] = [];
  const counted: string[] = [];
  const deps = {
    candidates,
    record: async (id: string, kind: string, when: string) => {
      converted.push(`${id} ${kind} ${when}`);
      return 'saved' as const;
    },
    events: { submitted: async (event: (typeof events)[number]) => void events.push(event) },
    metrics: { addMetric: (name: string) => void counted.push(name) },
  };
  const state = async () => {
    const candidate = await candidates.get(key);
    return [candidate?.state, candidate?.closedReason];
  };
  return { deps, publish: createPublishReviews(deps), candidates, events, converted, counted, state };
};

it('consumes the candidate, dates the message, and tells others nothing personal', async () => {
  const { publish, events, converted, state } = await aPublisher();
  expect(await publish({ Records: [record('1')] })).toEqual({ batchItemFailures: [] });
  expect(await state()).toEqual(['closed', 'consumed']);
  expect(converted).toEqual([`n-1 converted ${at}`]);
  const event = { reviewId: 'r-1', productId: 'p-1', marketplace: 'US', stars: 4, hasText: true, photos: 1 };
  expect(events).toEqual([event]);
});

it('takes a candidate from any state, also one that moves on meanwhile, and misses none that is gone', async () => {
  const { publish, candidates, deps, state, events } = await aPublisher();
  const { transition } = candidates;
  deps.candidates = {
    ...candidates,
    transition: async (of, change) => {
      if (change.from === 'active') await transition(of, { from: 'active', to: 'contacted', at });
      return transition(of, change);
    },
  };
  await createPublishReviews(deps)({ Records: [record('1')] });
  expect(await state()).toEqual(['closed', 'consumed']);
  await publish({ Records: [record('2', { productId: { S: 'p-2' } })] });
  expect(events).toHaveLength(2);
});

it('has the stream go on from what failed, and does nothing twice but tell', async () => {
  const { deps, events, converted, state } = await aPublisher();
  const { submitted } = deps.events;
  let away = true;
  deps.events.submitted = async (event) => {
    if (away) throw new Error('bus is away');
    await submitted(event);
  };
  const publish = createPublishReviews(deps);
  const Records = [record('1'), record('2', { reviewId: { S: 'r-2' } })];
  expect(await publish({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  away = false;
  expect(await publish({ Records })).toEqual({ batchItemFailures: [] });
  expect(events.map(({ reviewId }) => reviewId)).toEqual(['r-1', 'r-2']);
  expect(await state()).toEqual(['closed', 'consumed']);
  expect(new Set(converted)).toHaveLength(1);
});

it('passes over a record nobody can read, and counts it', async () => {
  const { publish, events, counted } = await aPublisher();
  const Records = [record('1', { stars: { S: 'four' } }), { dynamodb: { SequenceNumber: '2' } }, record('3')];
  expect(await publish({ Records })).toEqual({ batchItemFailures: [] });
  expect(events).toHaveLength(1);
  expect(counted).toEqual(['ReviewsUnreadable', 'ReviewsUnreadable', 'ReviewsPublished']);
});
