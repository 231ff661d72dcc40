import type { NotificationState } from './notification.ts';
import { transitions } from './transitions.ts';

export type { NotificationState } from './notification.ts';

/** Every state there is, by the table of transitions and its ends. */
export const notificationStates: readonly NotificationState[] = [
  ...new Set(
    Object.values(transitions).flatMap((allowed) => [
      ...(Object.keys(allowed) as NotificationState[]),
      ...Object.values(allowed).flat(),
    ]),
  ),
];
