import type { Classified } from './catalogue.ts';
import type { ErrorEvent } from './error-event.ts';
import { caseIdOf, type IssueCase, type Risk } from './issue-case.ts';

/** `locale`, `zone`: the customer's, or the marketplace's. */
export type Whereabouts = { marketplace: string; locale: string; zone: string };
type Opening = {
  program: { programId: string; programHash: string };
  event: ErrorEvent;
  classified: Pick<Classified, 'issueType' | 'severity' | 'fix'>;
  episode: number;
  customer: Whereabouts;
  risk: Risk;
  channels: readonly string[];
  now: Date;
};

/** Cases are kept for as long as their messages. */
const keptSeconds = 90 * 86_400;

/** The first revision of an episode's case: its hand-over to delivery is open, with the channels that were chosen. */
export const newCase = ({ program, event, classified, episode, customer, risk, channels, now }: Opening): IssueCase => {
  const { issueType, severity, fix } = classified;
  const { customerId, errorType, appVersion, deviceType, errorCount, eventId } = event;
  const at = now.toISOString();
  return {
    caseId: caseIdOf({ customerId, issueType, programId: program.programId, episode }),
    ...{ customerId, ...program, issueType, episode, severity, ...customer },
    ...{ errorType, appVersion, deviceType, errorCount, eventId, fix, risk },
    state: 'open',
    ...{ firstErrorAt: event.at, openedAt: at, updatedAt: at },
    ...{ sightings: 1, lastErrorAt: event.at, lastErrorVersion: appVersion },
    ...{ channels: [...channels], notificationIds: [], escalations: [] },
    handoverAt: at,
    revision: 1,
    expiresAt: Math.floor(now.getTime() / 1_000) + keptSeconds,
  };
};
