import type { Candidate, ReactiveRecord } from '../../../candidates/index.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import type { CaseEntry, IssueCase } from '../../domain/issue-case.ts';
import { newCase, type Whereabouts } from '../../domain/new-case.ts';
import type { Assessment, IssueBook, IssueClaim } from '../../ports.ts';
import { channelsOf } from './channels-of.ts';
import { decisionOf, expiryOf, type Judging, marketplaceOf, scoredRecord, storedCandidate } from './judge-event.ts';

type Opening = {
  judging: Judging;
  claim: IssueClaim | undefined;
  episode: number;
  candidate: Candidate;
  record: ReactiveRecord;
  assessment: Assessment;
};

/**
 * Opens an episode: claim, case with its hand-over, candidate and decision in one transaction.
 * @returns nothing when the claim was no longer as it was read
 */
export const openCase = async (
  { issues }: { issues: Pick<IssueBook, 'open'> },
  { judging, claim, episode, candidate, record, assessment }: Opening,
): Promise<IssueCase | undefined> => {
  const { ready, event, classified, now } = judging;
  const { program, hash } = ready.pinned;
  const issue = newCase({
    program: { programId: program.programId, programHash: hash },
    ...{ event, classified, episode, customer: whereaboutsOf(judging), risk: assessment.risk, now },
    channels: channelsOf(judging, assessment.risk),
  });
  const opened = await issues.open({
    ...{ seen: claim, issue, entry: entryOf(issue), shards: program.shards },
    candidate: storedCandidate(candidate, issue, judging),
    decision: decisionOf(scoredRecord(record, { assessment, issue }, program.scoringModel.bands)),
    claimUntil: expiryOf(now, program.candidateTTLDays),
  });
  return opened === 'opened' ? issue : undefined;
};

/** The customer's own language and zone, or those of the marketplace. */
const whereaboutsOf = ({ ready, event, known }: Judging): Whereabouts => {
  const marketplace = marketplaceOf({ event, known });
  const rules = ready.pinned.marketplaces[marketplace as MarketplaceCode];
  return {
    marketplace,
    locale: known.contact?.locale ?? rules?.locale ?? 'en-US',
    zone: known.contact?.zone ?? rules?.zoneFallback ?? 'UTC',
  };
};

const entryOf = ({ updatedAt, errorType, errorCount, appVersion, severity, episode, risk }: IssueCase): CaseEntry => ({
  ...{ at: updatedAt, kind: 'opened', by: 'herald' },
  detail: { errorType, errorCount, appVersion, severity, episode, risk: risk.score },
});
