import type { Receipt } from './receipt.ts';

/**
 * What a provider echoes, as a receipt carries it. An attempt that is no number is left out: the message is found anyway.
 * @param notificationId our id, as given with the send @param attempt its attempt's number, as text
 */
export const echoOf = (
  notificationId: string | undefined,
  attempt: string | undefined,
): Pick<Receipt, 'notificationId' | 'attempt'> => ({
  ...(notificationId && { notificationId }),
  ...(notificationId && attempt !== undefined && /^[1-9]\d{0,3}$/.test(attempt) && { attempt: Number(attempt) }),
});

/** A time that a provider told, or nothing when it is none. @param value epoch milliseconds or ISO 8601 */
export const isoTime = (value: number | string | undefined): string | undefined => {
  const time = new Date(value ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
};
