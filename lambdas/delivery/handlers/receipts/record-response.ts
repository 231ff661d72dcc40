import type { Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import type { ResponseKind } from '../../domain/notification/notification.ts';
import { advance } from '../../domain/notification/transitions.ts';
import type { NotificationLedger } from '../../ports.ts';
import { updateNotification } from '../update-notification.ts';

export type RecordResponse = (
  notificationId: string,
  response: ResponseKind,
  at: string,
) => Promise<'saved' | 'unchanged' | 'refused' | 'missing'>;
type Options = { ledger: Pick<NotificationLedger, 'get' | 'save'>; pause?: Pause };

/** Dates what a customer (or a machine) did with a message; the first time counts. @returns what became of the record */
export const recordResponse =
  ({ ledger, pause }: Options): RecordResponse =>
  async (notificationId, response, at) => {
    const decide = (seen: Parameters<typeof advance>[0]) => advance(seen, { kind: 'response', response, at }, at);
    return (await updateNotification(ledger, notificationId, decide, pause && { pause })).kind;
  };
