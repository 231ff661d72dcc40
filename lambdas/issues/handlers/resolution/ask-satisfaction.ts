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

/** Asks how the help was, once per case. */
export type AskSatisfaction = (issue: IssueCase) => Promise<void>;

export type AskSatisfactionDeps = {
  contacts: Pick<ContactBook, 'get'>;
  request: RequestNotifications;
  programs: Pick<Programs, 'pinned'>;
  templates: Pick<TemplateStore, 'current' | 'pin'>;
  clock: Clock;
};

const satisfaction = 'satisfaction';
/** Nobody is woken for a questionnaire, though help itself may pass quiet hours. */
const askedFrom = '10:00';
const validMs = 3 * 86_400_000;

type To = { email: string; firstName: string | undefined; now: Date };

const requestFor = (issue: IssueCase, { email, firstName, now }: To): NotificationRequest => {
  const dueAt = nextTimeOfDay(issue.zone, askedFrom, now.getTime());
  return {
    ...{ customerId: issue.customerId, subject: issue.issueType, occasion: occasionOf(issue.episode) },
    ...{ step: satisfaction, channel: 'email', address: email, templateId: satisfaction },
    ...{ marketplace: issue.marketplace, locale: issue.locale, zone: issue.zone },
    variables: { ...(firstName !== undefined && { firstName }), about: 'resolution' },
    dueAt: new Date(dueAt).toISOString(),
    expiresAt: new Date(dueAt + validMs).toISOString(),
    campaignId: `case:${issue.caseId}`,
    critical: issue.severity === 'critical',
  };
};

/**
 * By e-mail, at ten in the morning of the customer; who has none is not asked. The gate decides, the ledger keeps it from
 * being asked twice.
 */
export const createAskSatisfaction =
  ({ contacts, request, programs, templates, clock }: AskSatisfactionDeps): AskSatisfaction =>
  async (issue) => {
    const contact = (await contacts.get([issue.customerId])).get(issue.customerId);
    if (!contact?.email) return;
    const [program, set] = await Promise.all([
      programs.pinned(issue.programId, issue.programHash),
      templates.current(issue.programId),
    ]);
    await templates.pin(set); // what a message was made of must be readable for as long as the message is
    const message = requestFor(issue, { email: contact.email, firstName: contact.firstName, now: clock.now() });
    await request([message], { program, templateHash: set.hash, now: clock.now() });
  };
