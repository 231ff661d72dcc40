import {
  type ContactBook,
  type NotificationRequest,
  nextTimeOfDay,
  type Programs,
  type RequestNotifications,
  type TemplateStore,
} from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { type IssueCase, occasionOf } from '../../domain/issue-case.ts';

export type AskTwoQuestionsDeps = {
  contacts: Pick<ContactBook, 'get'>;
  request: RequestNotifications;
  programs: Pick<Programs, 'pinned'>;
  templates: Pick<TemplateStore, 'current' | 'pin'>;
  clock: Clock;
};

/** `step`: another one is another message. `zone`: where it is ten in the morning. `critical`: spares the holdout. */
export type TwoQuestions = { step: string; about: 'resolution' | 'call'; zone: string; critical?: boolean };

/** Nobody is woken for a questionnaire, though help itself may pass quiet hours. */
const askedFrom = '10:00';
const validMs = 3 * 86_400_000;

type To = { email: string; firstName: string | undefined; now: Date };

const requestFor = (
  issue: IssueCase,
  { step, about, zone, ...spared }: TwoQuestions,
  { email, firstName, now }: To,
): NotificationRequest => {
  const dueAt = nextTimeOfDay(zone, askedFrom, now.getTime());
  return {
    ...{ customerId: issue.customerId, subject: issue.issueType, occasion: occasionOf(issue.episode) },
    ...{ step, channel: 'email', address: email, templateId: 'satisfaction' },
    ...{ marketplace: issue.marketplace, locale: issue.locale, zone },
    variables: { ...(firstName !== undefined && { firstName }), about },
    dueAt: new Date(dueAt).toISOString(),
    expiresAt: new Date(dueAt + validMs).toISOString(),
    campaignId: `case:${issue.caseId}`,
    ...spared,
  };
};

/**
 * By e-mail, at ten in the morning of the customer; who has none is not asked. The gate decides, the ledger keeps it from
 * being asked twice.
 */
export const createAskTwoQuestions =
  ({ contacts, request, programs, templates, clock }: AskTwoQuestionsDeps) =>
  async (issue: IssueCase, questions: TwoQuestions): Promise<void> => {
    const contact = (await contacts.get([issue.customerId])).get(issue.customerId);
    if (!contact?.email) return;
    const [program, set] = await Promise.all([
      programs.pinned(issue.programId, issue.programHash),
      templates.current(issue.programId),
    ]);
    await templates.pin(set); // what a message was made of must be readable for as long as the message is
    const now = clock.now();
    const message = requestFor(issue, questions, { email: contact.email, firstName: contact.firstName, now });
    await request([message], { program, templateHash: set.hash, now });
  };
