import * as z from 'zod';
import type { CandidateStore } from '../../candidates/index.ts';
import type { RecordResponse } from '../../delivery/index.ts';
import { ConflictError, messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import type { ReviewEvents } from '../ports.ts';

export type PublishReviewsDeps = {
  candidates: Pick<CandidateStore, 'get' | 'transition'>;
  record: RecordResponse;
  events: ReviewEvents;
  metrics: CountMetrics;
};

const text = z.object({ S: z.string() });
const image = z.object({
  ...{ productId: text, customerId: text, reviewId: text, programId: text, notificationId: text },
  ...{ marketplace: text, submittedAt: text, text: text.optional() },
  stars: z.object({ N: z.string() }),
  photos: z.object({ L: z.array(z.unknown()) }),
});
type Image = z.infer<typeof image>;
const record = z.object({ dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.unknown().optional() }) });
const streamEvent = z.object({ Records: z.array(record) });

/**
 * Follows the stream of `reviews`: the candidate is consumed, the message dated as converted, the event published. All of
 * it is safe to repeat; the event, which others see, comes last. A record that can't be read is told, counted and passed
 * over: the table still has it.
 * @returns what the stream shall hand over again, from the first that failed
 */
export const createPublishReviews =
  (deps: PublishReviewsDeps) =>
  async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    for (const { dynamodb } of streamEvent.parse(event).Records) {
      const sequenceNumber = dynamodb.SequenceNumber;
      const parsed = image.safeParse(dynamodb.NewImage);
      if (!parsed.success) {
        deps.metrics.addMetric('ReviewsUnreadable', 'Count', 1);
        logger.error('stream record is no review', { sequenceNumber, problem: z.prettifyError(parsed.error) });
        continue;
      }
      try {
        await publish(deps, parsed.data);
      } catch (error) {
        logger.warn('review not published, tried again', { sequenceNumber, cause: messageOf(error) });
        return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };

const publish = async ({ candidates, record, events, metrics }: PublishReviewsDeps, review: Image): Promise<void> => {
  await consume(candidates, review);
  await record(review.notificationId.S, 'converted', review.submittedAt.S);
  const event = {
    ...{ reviewId: review.reviewId.S, productId: review.productId.S, marketplace: review.marketplace.S },
    ...{ stars: Number(review.stars.N), hasText: review.text !== undefined, photos: review.photos.L.length },
  };
  await events.submitted(event);
  metrics.addMetric('ReviewsPublished', 'Count', 1);
  logger.info('review published', event);
};

/** Whatever state the candidate is in; one that is closed, or expired from the table, is left. */
const consume = async (candidates: PublishReviewsDeps['candidates'], review: Image): Promise<void> => {
  const key = { customerId: review.customerId.S, programId: review.programId.S, subject: review.productId.S };
  for (let seen = await candidates.get(key); seen && seen.state !== 'closed'; seen = await candidates.get(key)) {
    const change = { from: seen.state, to: 'closed', closedReason: 'consumed', at: review.submittedAt.S } as const;
    try {
      await candidates.transition(key, change);
      return;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error; // it has just moved on: look again
    }
  }
};
