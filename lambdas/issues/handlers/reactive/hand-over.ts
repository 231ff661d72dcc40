// From a case with an open hand-over to messages: asked of delivery, then noted on the case. Safe to repeat at any point:
// delivery lets each message exist once, and the case is saved on condition of its revision.
import type { Contact, ContactBook, DeliverNow, PolicyItem } from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { TransientError } from '../../../shared/errors.ts';
import { closeHandOver, type HandedMessage } from '../../domain/close-hand-over.ts';
import type { IssueCase } from '../../domain/issue-case.ts';
import type { IssueBook } from '../../ports.ts';
import { helpRequests } from './help-requests.ts';
import type { ReadyPrograms } from './ready-programs.ts';

export type HandOverDeps = {
  issues: Pick<IssueBook, 'get' | 'save'>;
  contacts: Pick<ContactBook, 'get'>;
  deliver: DeliverNow;
  ready: Pick<ReadyPrograms, 'get'>;
  clock: Clock;
};
/** What whoever has just read it hands in, so that it is not read again. */
type InHand = { contact: Contact | undefined; policy: PolicyItem | undefined };
/** @returns what became of each message; nothing when the hand-over was no longer open */
export type HandOver = (issue: IssueCase, inHand?: InHand) => Promise<HandedMessage[]>;

const tries = 8;

export const createHandOver =
  (deps: HandOverDeps): HandOver =>
  async (issue, inHand) => {
    if (issue.handoverAt === undefined || issue.state === 'closed') return [];
    const messages = await deliverHelp(deps, issue, inHand);
    await noteMessages(deps, issue, messages);
    return messages;
  };

const deliverHelp = async (deps: HandOverDeps, issue: IssueCase, inHand?: InHand): Promise<HandedMessage[]> => {
  const { pinned, templateHash } = await deps.ready.get(issue.programId);
  const contact = inHand ? inHand.contact : (await deps.contacts.get([issue.customerId])).get(issue.customerId);
  const asked = helpRequests(issue, pinned.program, contact);
  const outcomes = await deps.deliver(
    asked.map(({ request }) => request),
    { program: pinned, templateHash, now: deps.clock.now(), ...(inHand?.policy && { policy: inHand.policy }) },
  );
  return outcomes.map((outcome, index) => ({ ...outcome, channelId: asked[index]?.channelId ?? '' }));
};

/** Somebody else may have changed the case meanwhile, or noted the same messages. */
const noteMessages = async (
  { issues, clock }: HandOverDeps,
  issue: IssueCase,
  messages: readonly HandedMessage[],
): Promise<void> => {
  let seen: IssueCase | undefined = issue;
  for (let attempt = 1; seen && attempt <= tries; attempt += 1) {
    if (attempt > 1 && messages.every(({ id }) => seen?.notificationIds.includes(id)) && isNoted(seen)) return;
    const { next, entries } = closeHandOver(seen, messages, clock.now());
    if ((await issues.save(next, entries)) === 'saved') return;
    seen = await issues.get(issue.caseId);
  }
  throw new TransientError(`Case ${issue.caseId} keeps changing while its messages are noted`, {
    whatToDo: 'The event comes again by itself: its messages are not sent twice.',
  });
};

const isNoted = ({ handoverAt, state }: IssueCase): boolean => handoverAt === undefined || state === 'closed';
