// What becomes of a callback whose case has ended without it.
import type { Callback } from './callback.ts';

/** `cancel`: nobody has to help any more; `leave`: an agent is at it and ends it. `note`: for the ticket. */
export type CallOff = { kind: 'cancel' | 'leave'; note: string };
/** The case, if it still is there. */
type Ended = { closed?: { reason: string; method?: string } } | undefined;

/**
 * Who was called is the agent's to finish, and so is an escalation that an agent has seen and whose case has merely run out:
 * that no more errors come does not say that anything is solved. Else the ticket would stand in the way of help for the next
 * episode (filter `support-history`).
 */
export const callOffOf = (callback: Pick<Callback, 'kind' | 'state'>, issue: Ended): CallOff => {
  const isLeft =
    callback.state === 'called' ||
    (callback.kind === 'escalation' && callback.state === 'seen' && issue?.closed?.reason === 'expired');
  if (isLeft) return { kind: 'leave', note: `${whyOf(issue)}. Solve this ticket when you are done.` };
  const nobody = callback.kind === 'call' ? 'no call is needed' : 'nobody has to look after it';
  return { kind: 'cancel', note: `${whyOf(issue)}: ${nobody} any more.` };
};

const whyOf = (issue: Ended): string => {
  const { reason, method } = issue?.closed ?? {};
  if (reason === 'expired') return 'No error was seen for days, and the case has run out';
  if (reason !== 'resolved') return 'The case is closed';
  if (method === 'self-service') return 'The customer says that the issue is fixed';
  return method === 'agent' ? 'An agent has resolved the issue' : 'The issue is resolved: no error since the update';
};
