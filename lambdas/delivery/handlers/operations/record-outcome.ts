import * as z from 'zod';
import type { CandidateKey, CandidateStore } from '../../../candidates/index.ts';
import { ConflictError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import { advance } from '../../domain/notification/transitions.ts';
import type { NotificationLedger } from '../../ports.ts';
import { updateNotification } from '../update-notification.ts';

export type RecordOutcomeDeps = {
  ledger: Pick<NotificationLedger, 'forCustomer' | 'get' | 'save'>;
  candidates: Pick<CandidateStore, 'get' | 'transition'>;
};

const argumentsSchema = z.object({
  customerId: idArgument,
  programId: idArgument,
  subject: idArgument,
  at: z.iso.datetime({ offset: true }),
});
const pageSize = 100;

/**
 * Dates the outcome on all of the customer's messages about the subject, those of the holdout too, and closes the
 * candidate. Safe to repeat. False: nothing of ours is about it.
 */
export const createRecordOutcome =
  ({ ledger, candidates }: RecordOutcomeDeps): FieldHandler =>
  async (call) => {
    const { at, ...key } = parseArguments(argumentsSchema, call);
    const dated = await dateMessages(ledger, key, at);
    const closed = await consume(candidates, key, at);
    logger.info('outcome recorded', {
      programId: key.programId,
      customer: customerHash(key.customerId),
      dated,
      closed,
    });
    return dated > 0 || closed;
  };

const dateMessages = async (ledger: RecordOutcomeDeps['ledger'], key: CandidateKey, at: string): Promise<number> => {
  let dated = 0;
  let nextToken: string | undefined;
  do {
    const place = nextToken === undefined ? {} : { nextToken };
    const page = await ledger.forCustomer(key.customerId, { limit: pageSize, ...place });
    const own = page.items.filter(({ programId, subject }) => programId === key.programId && subject === key.subject);
    for (const { id } of own)
      await updateNotification(ledger, id, (seen) =>
        advance(seen, { kind: 'response', response: 'converted', at }, at),
      );
    dated += own.length;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return dated;
};

/** Not every customer has a candidate; one that is closed stays as it was closed. */
const consume = async (
  candidates: RecordOutcomeDeps['candidates'],
  key: CandidateKey,
  at: string,
): Promise<boolean> => {
  const found = await candidates.get(key);
  if (!found || found.state === 'closed') return found !== undefined;
  try {
    await candidates.transition(key, { from: found.state, to: 'closed', closedReason: 'consumed', at });
    return true;
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    return consume(candidates, key, at);
  }
};
