import { type Callback, type CallbackState, hasEnded } from './callback.ts';

/** `at`: when the customer will have been called at the latest, or when it happened. ISO 8601. */
export type CallStanding = { state: CallbackState; at: string };

/** How a call stands, as its customer may know it. */
export const callStanding = (callback: Callback): CallStanding => {
  const { state, date, calledBy, updatedAt } = callback;
  const over = hasEnded(callback) || state === 'called';
  return { state, at: over ? (date[state] ?? updatedAt) : calledBy };
};
