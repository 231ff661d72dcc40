import type { IssueCase } from '../../issues/index.ts';
import { callOffOf } from '../domain/call-off.ts';
import type { Callback } from '../domain/callback.ts';
import { withTicket } from '../domain/support-facts.ts';
import { advance } from '../domain/transitions.ts';
import type { CallbackBook, SupportDesk, SupportFactsBook } from '../ports.ts';
import { type SettleCallbackDeps, settleCallback } from './settle-callback.ts';
import { updateCallback } from './update-callback.ts';

export type CallOffDeps = SettleCallbackDeps & { book: CallbackBook; desk: SupportDesk; facts: SupportFactsBook };
type Ended = { issue: IssueCase | undefined; at: string };

/**
 * The case ended without this callback. It is cancelled first, so that the support system's own word on the ticket we then
 * solve is taken for ours and not for an agent's; what breaks off in between is found by its check (`settle`).
 */
export const callOff = async (
  deps: CallOffDeps,
  callback: Callback,
  { issue, at }: Ended,
): Promise<'cancelled' | 'left' | 'unchanged'> => {
  const { kind, note } = callOffOf(callback, issue);
  if (kind === 'leave') return leave(deps, callback, note);
  const updated = await updateCallback(deps, callback.callbackId, (seen) => {
    const advanced = advance(seen, { kind: 'cancelled', at, reason: 'case-closed' });
    return advanced.kind === 'advanced' ? advanced.next : undefined;
  });
  if (updated.kind !== 'saved') return 'unchanged';
  await endCalledOff(deps, updated.callback, { issue, at });
  return 'cancelled';
};

/** Solves the ticket of a cancelled callback, and tells of its end. Safe to repeat. */
export const endCalledOff = async (deps: CallOffDeps, callback: Callback, { issue, at }: Ended): Promise<void> => {
  const { ticketId, customerId } = callback;
  if (ticketId !== undefined) {
    const { note } = callOffOf(callback, issue);
    const noted = await deps.desk.note(ticketId, { tag: 'herald_cancelled', note, solved: true });
    // One that was over already is as the support system says, which tells us by webhook.
    if (noted.kind === 'noted') {
      const closed = { ticketId, status: 'closed', at, updatedAt: noted.updatedAt, openedAt: at } as const;
      await deps.facts.update(customerId, (facts) => withTicket(facts, closed));
    }
  }
  await settleCallback(deps, callback);
};

const leave = async (deps: CallOffDeps, { callbackId, ticketId }: Callback, note: string): Promise<'left'> => {
  if (ticketId !== undefined) await deps.desk.note(ticketId, { tag: 'herald_case_closed', note });
  await updateCallback(deps, callbackId, ({ check, ...seen }) =>
    check === undefined || check.what === 'settle' ? undefined : seen,
  );
  return 'left';
};
