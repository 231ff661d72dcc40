import type { Contact, NotificationRequest, RequestNotifications } from '../../../delivery/index.ts';
import { nextTimeOfDay } from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { ReactiveProgram } from '../../../shared/programs/reactive-program-schema.ts';
import { type IssueCase, occasionOf } from '../../domain/issue-case.ts';

/** Asks how the help was, once per case. */
export type AskSatisfaction = (issue: IssueCase) => Promise<void>;

export type AskSatisfactionDeps = {
  contacts: { get(customerIds: readonly string[]): Promise<ReadonlyMap<string, Contact>> };
  request: RequestNotifications;
  programInForce: (programId: string) => Promise<{ pinned: PinnedProgram<ReactiveProgram>; templateHash: string }>;
  clock: Clock;
};

export const satisfactionStep = 'satisfaction';
/** Nobody is woken for a questionnaire, though help itself may pass quiet hours. */
const askedFrom = '10:00';
const validMs = 3 * 86_400_000;

const requestFor = (
  issue: IssueCase,
  contact: Contact,
  { channel, now }: { channel: { type: 'sms' | 'email'; address: string }; now: number },
): NotificationRequest => {
  const dueAt = nextTimeOfDay(issue.zone, askedFrom, now);
  return {
    customerId: issue.customerId,
    subject: issue.issueType,
    occasion: occasionOf(issue.episode),
    step: satisfactionStep,
    channel: channel.type,
    address: channel.address,
    marketplace: issue.marketplace,
    locale: issue.locale,
    zone: issue.zone,
    templateId: satisfactionStep,
    variables: { ...(contact.firstName && { firstName: contact.firstName }), about: 'resolution' },
    dueAt: new Date(dueAt).toISOString(),
    expiresAt: new Date(dueAt + validMs).toISOString(),
    campaignId: `case:${issue.caseId}`,
  };
};

/** By e-mail; who has none is not asked. The gate decides, the ledger keeps it from being asked twice. */
export const createAskSatisfaction =
  ({ contacts, request, programInForce, clock }: AskSatisfactionDeps): AskSatisfaction =>
  async (issue) => {
    const contact = (await contacts.get([issue.customerId])).get(issue.customerId);
    if (!contact?.email) return;
    const now = clock.now();
    const { pinned, templateHash } = await programInForce(issue.programId);
    const channel = { type: 'email' as const, address: contact.email };
    await request([requestFor(issue, contact, { channel, now: now.getTime() })], {
      program: pinned,
      templateHash,
      now,
    });
  };
