import type { Notification, NotificationState } from './notification.ts';

/** In these the message may have to be written (again). */
const unwritten: readonly NotificationState[] = ['scheduled', 'queued', 'sending'];

/**
 * The notification without what only its message may say (a confirmation's token), once it is written or never will be:
 * whoever reads the ledger afterwards can't act in the customer's name.
 */
export const withoutSecrets = (notification: Notification): Notification => {
  const { secretVariables, state, variables } = notification;
  if (!secretVariables || unwritten.includes(state)) return notification;
  const kept = Object.entries(variables).filter(([name]) => !secretVariables.includes(name));
  return { ...notification, variables: Object.fromEntries(kept) };
};
