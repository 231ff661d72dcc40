import { routeFields } from '../../shared/graphql/resolver-event.ts';
import type { AddressHasher, CampaignExecutions, NotificationLedger, PauseFlags, PolicyStore } from '../ports.ts';
import { createSetConsent, createSetSuppression } from './operations/contact-rules.ts';
import { createPause, createResume } from './operations/pauses.ts';
import { createRecordOutcome, type RecordOutcomeDeps } from './operations/record-outcome.ts';
import { createReplay } from './operations/replay.ts';
import { createRevokeLinks, type RevokeLinksDeps } from './operations/revoke-links.ts';
import { createSendTest, type SendTestDeps } from './operations/send-test.ts';
import { createStartCampaign } from './operations/start-campaign.ts';
import type { ReplayFailedDeps } from './replay-failed.ts';

export type OperateDeliveryDeps = SendTestDeps &
  Omit<RevokeLinksDeps, 'ledger'> &
  Omit<RecordOutcomeDeps, 'ledger'> &
  Omit<ReplayFailedDeps, 'ledger'> & {
    ledger: NotificationLedger;
    policies: PolicyStore;
    pauseFlags: PauseFlags;
    hasher: AddressHasher;
    executions: CampaignExecutions;
  };

/** Answers the operators' fields of delivery in `type Mutation`. */
export const createOperateDelivery = (deps: OperateDeliveryDeps): ((event: unknown) => Promise<unknown>) =>
  routeFields({
    replayFailed: createReplay(deps),
    pauseProgram: createPause(deps, 'program'),
    resumeProgram: createResume(deps, 'program'),
    pauseCampaign: createPause(deps, 'campaign'),
    resumeCampaign: createResume(deps, 'campaign'),
    stopCampaign: createPause(deps, 'campaign', 'stopped'),
    setConsent: createSetConsent(deps),
    setSuppression: createSetSuppression(deps),
    recordOutcome: createRecordOutcome(deps),
    sendTest: createSendTest(deps),
    startCampaign: createStartCampaign(deps),
    revokeLinks: createRevokeLinks(deps),
  });
