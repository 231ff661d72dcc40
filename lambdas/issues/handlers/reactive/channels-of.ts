import { consentRefusal } from '../../../delivery/index.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import { chooseChannels } from '../../domain/choose-channels.ts';
import type { Risk } from '../../domain/issue-case.ts';
import { type Judging, marketplaceOf } from './judge-event.ts';

/** The channels help takes, in order, by the program's rules over risk, severity, contact points and consent. */
export const channelsOf = (judging: Judging, risk: Risk): string[] => {
  const { ready, event, classified, known } = judging;
  const marketplace = marketplaceOf(judging);
  const { policy, contact } = known;
  const { program, marketplaces } = ready.pinned;
  const { programId, delivery } = program;
  const bases = marketplaces[marketplace as MarketplaceCode]?.consent;
  const consents = (channel: 'sms' | 'email'): boolean =>
    !!policy && !!bases && consentRefusal({ policy, programId, channel }, delivery, bases) === undefined;
  return chooseChannels(ready.channelRules, {
    ...{ risk: risk.score, baseline: risk.baseline, ratio: risk.ratio, confidence: risk.confidence },
    ...{ severity: classified.severity, critical: classified.severity === 'critical' },
    ...{ error_count: event.errorCount, fix_known: classified.known, marketplace },
    ...{ has_phone: contact?.phone !== undefined, has_email: contact?.email !== undefined },
    ...{ sms_consent: consents('sms'), email_consent: consents('email') },
  });
};
