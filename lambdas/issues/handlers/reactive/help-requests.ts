import type { Contact, NotificationRequest } from '../../../delivery/index.ts';
import type { Channel } from '../../../shared/programs/delivery-schema.ts';
import type { ReactiveProgram } from '../../../shared/programs/reactive-program-schema.ts';
import { type IssueCase, occasionOf } from '../../domain/issue-case.ts';

const msPerHour = 3_600_000;

/**
 * The messages of a case, one per chosen channel, in their order. A contact point that is gone is asked for all the same,
 * with an empty address: the gate refuses and records it.
 */
export const helpRequests = (
  issue: IssueCase,
  program: ReactiveProgram,
  contact: Contact | undefined,
): { channelId: string; request: NotificationRequest }[] =>
  issue.channels.flatMap((channelId) => {
    const channel = program.channels.find((one) => one.channelId === channelId);
    return channel ? [{ channelId, request: requestOf(issue, { channel, program, contact }) }] : [];
  });

type About = { channel: Channel; program: ReactiveProgram; contact: Contact | undefined };

const requestOf = (issue: IssueCase, { channel, program, contact }: About): NotificationRequest => {
  const { customerId, issueType, episode, marketplace, locale, zone } = issue;
  const openedAt = Date.parse(issue.openedAt);
  return {
    ...{ customerId, subject: issueType, occasion: occasionOf(episode), step: 'help', channel: channel.type },
    address: (channel.type === 'email' ? contact?.email : contact?.phone) ?? '',
    ...{ marketplace, locale, zone, templateId: channel.config.templateId },
    variables: variablesOf(issue, contact),
    expiresAt: new Date(openedAt + program.delivery.expiresAfterHours * msPerHour).toISOString(),
    campaignId: `case:${issue.caseId}`,
    critical: issue.severity === 'critical',
  };
};

/** What the program's templates declare (programs/templates/<programId>/help/template.yaml). */
const variablesOf = (issue: IssueCase, contact: Contact | undefined): NotificationRequest['variables'] => {
  const { issueType, severity, appVersion, deviceType, fix } = issue;
  return {
    ...{ issueType, severity, appVersion, deviceType, fixKnown: fix.known, steps: fix.steps },
    ...(fix.toVersion !== undefined && { toVersion: fix.toVersion }),
    ...(contact?.firstName !== undefined && { firstName: contact.firstName }),
  };
};
