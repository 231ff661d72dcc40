// The pure half of an event: the candidate it makes, the verdicts on it, and the decision that is kept.
import {
  bandOf,
  type Candidate,
  daysBefore,
  decideCandidate,
  type ReactiveDecision,
  type ReactiveRecord,
  type StoredCandidate,
} from '../../../candidates/index.ts';
import type { Classified } from '../../domain/catalogue.ts';
import type { ErrorEvent } from '../../domain/error-event.ts';
import { type IssueCase, occasionOf } from '../../domain/issue-case.ts';
import type { Assessment } from '../../ports.ts';
import type { KnownFacts } from './read-facts.ts';
import type { ReadyProgram } from './ready-programs.ts';

export type Judging = { ready: ReadyProgram; event: ErrorEvent; classified: Classified; known: KnownFacts; now: Date };

const secondsPerDay = 86_400;

/** What the event says, beside the attributes it brought itself. */
const attributesOf = (event: ErrorEvent, { severity, known, fix }: Classified): Candidate['attributes'] => ({
  ...event.attributes,
  ...{ errorType: event.errorType, errorCount: event.errorCount, timeWindowHours: event.timeWindowHours },
  ...{ appVersion: event.appVersion, deviceType: event.deviceType, severity, known },
  ...(fix.toVersion !== undefined && { toVersion: fix.toVersion }),
});

/** The contact's marketplace; of a customer without contact points what the app says. */
export const marketplaceOf = ({ event, known }: Pick<Judging, 'event' | 'known'>): string => {
  const said = event.attributes.marketplace;
  return known.contact?.marketplace ?? (typeof said === 'string' ? said : 'unknown');
};

export const candidateOf = (judging: Judging, episode: number): Candidate => {
  const { ready, event, classified, now } = judging;
  const { programId, eventSource } = ready.pinned.program;
  return {
    ...{ customerId: event.customerId, programId, subject: classified.issueType, occasion: occasionOf(episode) },
    ...{ marketplace: marketplaceOf(judging), eventTime: event.at },
    event: { source: eventSource.sourceId, loadedAt: now.toISOString() },
    attributes: attributesOf(event, classified),
  };
};

/** Every filter's verdict with the facts it used. */
export const judgeCandidate = ({ ready, event, known, now }: Judging, candidate: Candidate): ReactiveRecord => {
  const { chain, pinned } = ready;
  const asOf = now.toISOString();
  const { programId, marketplaces } = chain;
  const context = { programId, marketplaces, asOf, capFrom: daysBefore(asOf, 30), passedEarlier: 0 };
  const considered = { candidate, facts: known.facts, context };
  const { runId: _none, ...record } = decideCandidate(chain, considered, {
    ...{ runId: '', programHash: pinned.hash, asOf },
  });
  return { ...record, eventId: event.eventId };
};

/** The record of an event that opens a case: scored, with what moved the score. */
export const scoredRecord = (
  record: ReactiveRecord,
  { assessment, issue }: { assessment: Assessment; issue: IssueCase },
  bands: { high: number; medium: number },
): ReactiveRecord => {
  const { score, scoredBy, modelVersion, fallback, baseline, ratio, confidence, top } = assessment.risk;
  return {
    ...record,
    outcome: 'scored',
    caseId: issue.caseId,
    score: {
      ...{ value: score, band: bandOf(score, bands), scoredBy, modelVersion, fallback, cached: false },
      ...{ features: assessment.features, defaulted: assessment.defaulted },
      risk: { baseline, ratio, confidence, top },
    },
  };
};

/** Kept under the event's time: the same event twice is one decision. */
export const decisionOf = (record: ReactiveRecord): ReactiveDecision => {
  const { customerId, programId, subject, eventTime } = record.candidate;
  return { customerId, programId, subject, at: eventTime, record };
};

/** The candidate as it is kept and served; it belongs to its case, and to no run. */
export const storedCandidate = (candidate: Candidate, issue: IssueCase, { ready, now }: Judging): StoredCandidate => {
  const { event: _event, ...kept } = candidate;
  const { program, hash } = ready.pinned;
  const at = now.toISOString();
  return {
    ...kept,
    ...{ day: candidate.eventTime.slice(0, 10), runId: `case:${issue.caseId}`, programHash: hash, state: 'active' },
    ...{ score: issue.risk.score, band: bandOf(issue.risk.score, program.scoringModel.bands) },
    ...{ modelVersion: issue.risk.modelVersion, channels: issue.channels, createdAt: at, updatedAt: at },
    expiresAt: expiryOf(now, program.candidateTTLDays),
  };
};

/** Epoch seconds. */
export const expiryOf = (now: Date, days: number): number => Math.floor(now.getTime() / 1_000) + days * secondsPerDay;
