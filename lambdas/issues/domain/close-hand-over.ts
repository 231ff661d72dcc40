import type { CaseEntry, IssueCase } from './issue-case.ts';

/** What delivery made of one message. `state`: the ledger's by now; absent where the message existed before. */
export type HandedMessage = {
  id: string;
  channelId: string;
  outcome: 'granted' | 'waiting' | 'refused' | 'exists';
  reason?: string;
  state?: string;
};

const kindOf = ({ outcome, state }: HandedMessage): string => {
  if (outcome === 'refused') return 'message-refused';
  if (outcome === 'exists') return 'message-asked-before';
  if (outcome === 'waiting' || state === 'scheduled' || state === 'queued') return 'message-waiting';
  return state === 'accepted' || state === 'sent' || state === 'delivered' ? 'message-sent' : 'message-unsure';
};

const entryOf = (message: HandedMessage, at: string): CaseEntry => {
  const { id: notificationId, channelId: channel, reason } = message;
  return {
    ...{ at, kind: kindOf(message), by: 'herald' },
    detail: { channel, notificationId, ...(reason !== undefined && { reason }) },
  };
};

/**
 * The case once delivery has its messages: what it refused or holds back is in the ledger, and in the timeline. The
 * hand-over of a case that was closed meanwhile is another one, and stays.
 */
export const closeHandOver = (
  seen: IssueCase,
  messages: readonly HandedMessage[],
  now: Date,
): { next: IssueCase; entries: CaseEntry[] } => {
  const { handoverAt, ...rest } = seen;
  const at = new Date(Math.max(now.getTime(), Date.parse(seen.updatedAt) + 1)).toISOString();
  const ids = new Set([...seen.notificationIds, ...messages.map(({ id }) => id)]);
  const next: IssueCase = {
    ...rest,
    ...(seen.state === 'closed' && handoverAt !== undefined && { handoverAt }),
    ...{ notificationIds: [...ids], updatedAt: at, revision: seen.revision + 1 },
  };
  const entries = messages.map((message) => entryOf(message, at));
  const nobody: CaseEntry = { at, kind: 'no-channel', by: 'herald' };
  return { next, entries: entries.length > 0 ? entries : [nobody] };
};
