import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { logger } from '../../../shared/logger.ts';
import type { LinkRevocations, NotificationLedger } from '../../ports.ts';

const revokeArguments = z.object({
  notificationId: idArgument,
  reason: z.string().trim().min(1, 'must not be empty').max(500, 'must be at most 500 characters'),
});
export type RevokeLinksDeps = {
  ledger: Pick<NotificationLedger, 'get'>;
  revocations: LinkRevocations;
  clock: Clock;
};

/** Takes back every link of a message: its pages answer as if they had never been. @throws NotFoundError */
export const createRevokeLinks =
  ({ ledger, revocations, clock }: RevokeLinksDeps): FieldHandler =>
  async (call) => {
    const { notificationId, reason } = parseArguments(revokeArguments, call);
    if (!(await ledger.get(notificationId)))
      throw new NotFoundError(`There is no notification ${notificationId}`, {
        whatToDo: 'Look the customer’s messages up with the query notifications.',
      });
    await revocations.revoke(notificationId, { at: clock.now().toISOString(), reason, by: call.caller });
    logger.info('links revoked', { notificationId, by: call.caller });
    return true;
  };
