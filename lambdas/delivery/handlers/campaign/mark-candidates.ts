import * as z from 'zod';
import type { CandidateKey, CandidateStore } from '../../../candidates/index.ts';
import { ConflictError, messageOf } from '../../../shared/errors.ts';
import { customerHash, logger } from '../../../shared/logger.ts';

export type MarkCandidatesDeps = {
  candidates: Pick<CandidateStore, 'get' | 'transition'>;
  /** The new image of a stream record as plain values. */
  imageOf: (record: unknown) => unknown;
};

const date = z.object({
  accepted: z.string().optional(),
  opened: z.string().optional(),
  clicked: z.string().optional(),
});
const image = z.object({ customerId: z.string(), programId: z.string(), subject: z.string(), date });
const streamEvent = z.object({ Records: z.array(z.object({ eventID: z.string(), dynamodb: z.unknown() })) });

/**
 * Follows the ledger's stream: a candidate whose message a provider accepted is `contacted`; one whose message a person
 * opened or clicked is `engaged`. Safe to repeat and in any order. A record that can't be read is told and passed over: the
 * ledger still has it.
 * @returns what the stream shall hand over again
 */
export const createMarkCandidates =
  ({ candidates, imageOf }: MarkCandidatesDeps) =>
  async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    for (const { eventID, dynamodb } of streamEvent.parse(event).Records) {
      const parsed = image.safeParse(imageOf(dynamodb));
      if (!parsed.success) {
        logger.error('stream record is no notification', { eventID, problem: z.prettifyError(parsed.error) });
        continue;
      }
      try {
        await mark(candidates, parsed.data);
      } catch (error) {
        logger.warn('candidate not marked, tried again', { eventID, cause: messageOf(error) });
        return { batchItemFailures: [{ itemIdentifier: eventID }] };
      }
    }
    return { batchItemFailures: [] };
  };

type Image = z.infer<typeof image>;

const mark = async (
  candidates: MarkCandidatesDeps['candidates'],
  { date: { accepted, opened, clicked }, ...key }: Image,
) => {
  const engaged = opened ?? clicked;
  const contacted = accepted ?? engaged;
  if (contacted) await move(candidates, key, { from: 'active', to: 'contacted', at: contacted });
  if (engaged) await move(candidates, key, { from: 'contacted', to: 'engaged', at: engaged });
};

type Change = Parameters<CandidateStore['transition']>[1];

/** A candidate that has gone on by itself (consumed, withdrawn) stays where it is. */
const move = async (candidates: MarkCandidatesDeps['candidates'], key: CandidateKey, change: Change): Promise<void> => {
  const candidate = await candidates.get(key);
  if (candidate?.state !== change.from) return;
  try {
    await candidates.transition(key, change);
    logger.info(`candidate ${change.to}`, { programId: key.programId, customer: customerHash(key.customerId) });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
};
