import { isSpared, type Notification, type NotificationLedger } from '../../delivery/index.ts';
import type { CaseFacts } from '../domain/figures/facts.ts';
import type { CaseMessages } from '../ports.ts';
import { inTurns } from './in-turns.ts';

/**
 * Messages of cases from the send ledger, by the ids that the case notes when delivery has them: a hand-over that a crash left
 * open may be done days later. One that has channels and no ids was never noted, so that its messages are looked for by campaign.
 * Those of tests are in no report.
 */
export const ledgerCaseMessages = (ledger: Pick<NotificationLedger, 'getMany' | 'ofCampaign'>): CaseMessages => ({
  of: async (issues) => {
    const unnoted = issues.filter(
      ({ channels, notificationIds }) => channels.length > 0 && notificationIds.length === 0,
    );
    const [noted, found] = await Promise.all([
      ledger.getMany(issues.flatMap(({ notificationIds }) => notificationIds)),
      inTurns(unnoted, (issue) => ofCampaign(ledger, issue)),
    ]);
    return [...noted, ...found.flat()]
      .filter(({ test }) => test !== true)
      .map((message) => ({ ...message, spared: isSpared(message) }));
  },
});

const ofCampaign = async (
  ledger: Pick<NotificationLedger, 'ofCampaign'>,
  { caseId }: CaseFacts,
): Promise<Notification[]> => {
  const found: Notification[] = [];
  for await (const page of ledger.ofCampaign(`case:${caseId}`)) found.push(...page);
  return found;
};
