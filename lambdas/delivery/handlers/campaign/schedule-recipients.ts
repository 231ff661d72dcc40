import * as z from 'zod';
import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { ProgramStore } from '../../../shared/programs/program-store.ts';
import type { CampaignPlan, ManifestRef, Recipient, RoundCounts } from '../../domain/campaign/plan.ts';
import { type CampaignSetting, campaignSettingOf, recipientRequest } from '../../domain/campaign/recipient-request.ts';
import type { NotificationRequest } from '../../domain/notification/notification.ts';
import type { CampaignFiles, ContactBook, NotificationLedger } from '../../ports.ts';
import type { RequestNotifications, RequestOutcome } from '../request-notifications.ts';
import { manifestSchema, parseStep, planSchema } from './step-inputs.ts';

export type ScheduleRecipientsDeps = {
  programs: Pick<ProgramStore, 'pinned'>;
  files: Pick<CampaignFiles, 'readManifest'>;
  contacts: Pick<ContactBook, 'get'>;
  productTitles: (productIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  ledger: Pick<NotificationLedger, 'get'>;
  request: RequestNotifications;
};

const scheduleInput = z.object({ plan: planSchema, manifest: manifestSchema });

/**
 * Asks the gate for every recipient of a manifest. Safe to repeat: a message that exists is not made again, and counts for
 * the campaign that made it.
 * @throws TransientError
 */
export const createScheduleRecipients =
  (deps: ScheduleRecipientsDeps) =>
  async (event: unknown): Promise<RoundCounts> => {
    const { plan, manifest } = parseStep(scheduleInput, event);
    const pinned = await deps.programs.pinned(plan.programId, plan.programHash);
    const setting = campaignSettingOf(pinned.program, pinned.marketplaces) as CampaignSetting;
    const recipients = await deps.files.readManifest(manifest.key);
    const requests = await requestsFor(deps, recipients, { plan, manifest, setting });
    const context = {
      program: pinned as PinnedProgram<BatchProgram>,
      templateHash: plan.templateHash,
      now: new Date(plan.at),
    };
    const outcomes = await deps.request(requests, { ...context, ...(plan.dryRun && { dryRun: true }) });
    const held = await Promise.all(outcomes.map((outcome) => isOurs(deps, outcome, manifest.campaignId)));
    const granted = held.filter(Boolean).length;
    return { marketplace: manifest.marketplace, granted, refused: outcomes.length - granted };
  };

type About = { plan: CampaignPlan; manifest: ManifestRef; setting: CampaignSetting };

const requestsFor = async (
  deps: ScheduleRecipientsDeps,
  recipients: readonly Recipient[],
  { plan, manifest, setting }: About,
): Promise<NotificationRequest[]> => {
  const [contacts, titles] = await Promise.all([
    deps.contacts.get(recipients.map(({ customerId }) => customerId)),
    deps.productTitles(recipients.map(({ subject }) => subject)),
  ]);
  return recipients.map((recipient) =>
    recipientRequest(recipient, {
      setting,
      contact: contacts.get(recipient.customerId),
      productName: titles.get(recipient.subject),
      campaignId: manifest.campaignId,
      now: Date.parse(plan.at),
    }),
  );
};

/** A place is filled by what is granted now, and by what an earlier try of this campaign was granted. */
const isOurs = async (
  { ledger }: ScheduleRecipientsDeps,
  { id, outcome }: RequestOutcome,
  campaignId: string,
): Promise<boolean> => {
  if (outcome !== 'exists') return outcome !== 'refused';
  const found = await ledger.get(id);
  return found?.campaignId === campaignId && found.state !== 'suppressed';
};
