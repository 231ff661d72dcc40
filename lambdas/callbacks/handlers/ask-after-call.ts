import {
  type ContactBook,
  type NotificationRequest,
  nextTimeOfDay,
  type Programs,
  type RequestNotifications,
  type TemplateStore,
} from '../../delivery/index.ts';
import type { IssueCase } from '../../issues/index.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Callback } from '../domain/callback.ts';

/** Asks a customer how the call, or an agent's other help, was. Once: the ledger knows the message. */
export type AskAfterCall = (callback: Callback, issue: IssueCase) => Promise<void>;

export type AskAfterCallDeps = {
  contacts: Pick<ContactBook, 'get'>;
  request: RequestNotifications;
  programs: Pick<Programs, 'pinned'>;
  templates: Pick<TemplateStore, 'current' | 'pin'>;
  clock: Clock;
};

/** Nobody is woken for a questionnaire. */
const askedFrom = '10:00';
const validMs = 3 * 86_400_000;
/** A second call of a case is another message. */
const stepOf = ({ round }: Callback): string => (round === 1 ? 'satisfaction-call' : `satisfaction-call-${round}`);

/** By e-mail, at ten in the morning of the customer; who has none is not asked. The gate decides. */
export const createAskAfterCall =
  ({ contacts, request, programs, templates, clock }: AskAfterCallDeps): AskAfterCall =>
  async (callback, issue) => {
    const contact = (await contacts.get([issue.customerId])).get(issue.customerId);
    if (!contact?.email) return;
    const [program, set] = await Promise.all([
      programs.pinned(issue.programId, issue.programHash),
      templates.current(issue.programId),
    ]);
    await templates.pin(set); // what a message was made of must be readable for as long as the message is
    const now = clock.now();
    const message = messageFor(callback, issue, {
      email: contact.email,
      firstName: contact.firstName,
      now: now.getTime(),
    });
    await request([message], { program, templateHash: set.hash, now });
  };

const messageFor = (
  callback: Callback,
  issue: IssueCase,
  { email, firstName, now }: { email: string; firstName: string | undefined; now: number },
): NotificationRequest => {
  const dueAt = nextTimeOfDay(callback.zone, askedFrom, now);
  return {
    ...{ customerId: issue.customerId, subject: issue.issueType, occasion: `episode-${issue.episode}` },
    ...{ step: stepOf(callback), channel: 'email', address: email, templateId: 'satisfaction' },
    ...{ marketplace: issue.marketplace, locale: issue.locale, zone: callback.zone },
    variables: {
      ...(firstName !== undefined && { firstName }),
      about: callback.kind === 'call' ? 'call' : 'resolution',
    },
    dueAt: new Date(dueAt).toISOString(),
    expiresAt: new Date(dueAt + validMs).toISOString(),
    campaignId: `case:${issue.caseId}`,
  };
};
