// Where a notification stands in its customer's history, and the token that says so to callers: it never names a customer.
import { InvalidInputError } from '../../shared/errors.ts';
import type { Notification } from '../domain/notification/notification.ts';

type Place = Pick<Notification, 'createdAt' | 'id'>;

export const historyToken = ({ createdAt, id }: Place): string =>
  Buffer.from(`${createdAt}#${id}`).toString('base64url');

/** @throws InvalidInputError for what `historyToken` never made */
export const placeInHistory = (token: string): Place => {
  const [, createdAt, id] = /^([\d:.TZ-]+)#([0-9a-f]+)$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (createdAt !== undefined && id !== undefined) return { createdAt, id };
  throw new InvalidInputError('nextToken is not one that contactHistory gave out', {
    whatToDo: 'Ask for the first page without nextToken.',
  });
};
