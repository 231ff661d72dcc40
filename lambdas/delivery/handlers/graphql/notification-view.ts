import type { Notification as View } from '../../../../graphql/generated/types.ts';
import type { Notification } from '../../domain/notification/notification.ts';

/**
 * A notification as `type Notification` of the schema: the contact point masked, dates as a timeline. Without what a
 * message says and whom it names: a resolver's whole answer may end in a log.
 */
export const notificationView = ({
  date,
  cost,
  address,
  addressHash: _hash,
  variables: _variables,
  ...notification
}: Notification): View => ({
  ...notification,
  address: masked(address),
  timeline: Object.entries(date)
    .map(([what, at]) => ({ what, at }))
    .sort((a, b) => (a.at < b.at ? -1 : 1)),
  ...(cost?.parts !== undefined && { parts: cost.parts }),
  ...(cost?.usd !== undefined && { costUsd: cost.usd }),
});

/** `j…@example.com`, `+1…00`: enough to recognise, too little to use. */
const masked = (address: string): string => {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${address.slice(0, 1)}…${address.slice(at)}`;
  return address === '' ? '' : `${address.slice(0, 2)}…${address.slice(-2)}`;
};
