import type { Contact, NotificationRequest } from '../../../delivery/index.ts';
import type { Channel } from '../../../shared/programs/delivery-schema.ts';
import type { ReactiveProgram, SolutionStep } from '../../../shared/programs/reactive-program-schema.ts';
import { type IssueCase, occasionOf } from '../../domain/issue-case.ts';
import { storeUrlFor } from '../../domain/store-url.ts';

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

const requestOf = (issue: IssueCase, about: About): NotificationRequest => {
  const { channel, program, contact } = about;
  const { customerId, issueType, episode, marketplace, locale, zone } = issue;
  const openedAt = Date.parse(issue.openedAt);
  return {
    ...{ customerId, subject: issueType, occasion: occasionOf(episode), step: 'help', channel: channel.type },
    address: (channel.type === 'email' ? contact?.email : contact?.phone) ?? '',
    ...{ marketplace, locale, zone, templateId: channel.config.templateId },
    variables: variablesOf(issue, about),
    expiresAt: new Date(openedAt + program.delivery.expiresAfterHours * msPerHour).toISOString(),
    campaignId: `case:${issue.caseId}`,
    critical: issue.severity === 'critical',
  };
};

/** What the program's templates declare (programs/templates/<programId>/help/template.yaml). */
const variablesOf = (
  { issueType, appVersion, deviceType, fix }: IssueCase,
  { program, contact }: About,
): NotificationRequest['variables'] => {
  const has = (step: SolutionStep): boolean => fix.steps.includes(step);
  const storeUrl = storeUrlFor(program.issues.storeUrls, deviceType);
  return {
    ...{ issueType, appVersion, fixKnown: fix.known },
    ...{ update: has('update'), clearCache: has('clear-cache'), reinstall: has('reinstall') },
    ...(fix.toVersion !== undefined && { toVersion: fix.toVersion }),
    ...(storeUrl !== undefined && { storeUrl }),
    ...(contact?.firstName !== undefined && { firstName: contact.firstName }),
  };
};
