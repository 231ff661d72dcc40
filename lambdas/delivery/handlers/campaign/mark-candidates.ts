import * as z from 'zod';
import type { CandidateKey, CandidateStore } from '../../../candidates/index.ts';
import { ConflictError, messageOf } from '../../../shared/errors.ts';
import { customerHash, logger } from '../../../shared/logger.ts';

export type MarkCandidatesDeps = { candidates: Pick<CandidateStore, 'get' | 'transition'> };

const text = z.object({ S: z.string() });
const image = z.object({
  customerId: text,
  programId: text,
  subject: text,
  date: z.object({
    M: z.object({
      accepted: text.optional(),
      delivered: text.optional(),
      opened: text.optional(),
      clicked: text.optional(),
    }),
  }),
});
const record = z.object({ dynamodb: z.object({ SequenceNumber: z.string(), NewImage: z.unknown() }) });
const streamEvent = z.object({ Records: z.array(record) });

/**
 * Follows the ledger's stream: a candidate whose message a provider accepted (or, where its answer was lost, delivered) is `contacted`; one whose message a person
 * opened or clicked is `engaged`. Safe to repeat and in any order. A record that can't be read is told and passed over: the
 * ledger still has it.
 * @returns what the stream shall hand over again, from the first that failed
 */
export const createMarkCandidates =
  ({ candidates }: MarkCandidatesDeps) =>
  async (event: unknown): Promise<{ batchItemFailures: { itemIdentifier: string }[] }> => {
    for (const { dynamodb } of streamEvent.parse(event).Records) {
      const sequenceNumber = dynamodb.SequenceNumber;
      const parsed = image.safeParse(dynamodb.NewImage);
      if (!parsed.success) {
        logger.error('stream record is no notification', { sequenceNumber, problem: z.prettifyError(parsed.error) });
        continue;
      }
      try {
        await mark(candidates, parsed.data);
      } catch (error) {
        logger.warn('candidate not marked, tried again', { sequenceNumber, cause: messageOf(error) });
        return { batchItemFailures: [{ itemIdentifier: sequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };

type Image = z.infer<typeof image>;

const mark = async (candidates: MarkCandidatesDeps['candidates'], { customerId, programId, subject, date }: Image) => {
  const key = { customerId: customerId.S, programId: programId.S, subject: subject.S };
  const { accepted, delivered, opened, clicked } = date.M;
  const engaged = opened?.S ?? clicked?.S;
  const contacted = accepted?.S ?? delivered?.S ?? engaged;
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
