import * as z from 'zod';
import {
  type FieldHandler,
  idArgument,
  limitArgument,
  parseArguments,
  tokenArgument,
} from '../../../shared/graphql/resolver-event.ts';
import type { NotificationLedger } from '../../ports.ts';
import { notificationView } from '../graphql/notification-view.ts';

const one = z.object({ id: idArgument });
const history = z.object({ customerId: idArgument, limit: limitArgument, nextToken: tokenArgument });

/** One message and all that happened to it, or null. */
export const createNotification =
  ({ ledger }: { ledger: Pick<NotificationLedger, 'get'> }): FieldHandler =>
  async (call) => {
    const found = await ledger.get(parseArguments(one, call).id);
    return found ? notificationView(found) : null;
  };

/** What a customer was sent, or was not and why; newest first. */
export const createContactHistory =
  ({ ledger }: { ledger: Pick<NotificationLedger, 'forCustomer'> }): FieldHandler =>
  async (call) => {
    const { customerId, ...page } = parseArguments(history, call);
    const found = await ledger.forCustomer(customerId, page);
    return { ...found, items: found.items.map(notificationView) };
  };
