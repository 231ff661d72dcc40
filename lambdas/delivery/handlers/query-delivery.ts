import type { Clock } from '../../shared/clock.ts';
import { routeFields } from '../../shared/graphql/resolver-event.ts';
import type { CampaignBook, NotificationLedger, PauseFlags, Programs, TemplateStore } from '../ports.ts';
import { createCampaignReport, createCampaigns } from './queries/campaigns.ts';
import { createContactHistory, createNotification } from './queries/notifications.ts';
import { createPreview } from './queries/preview.ts';
import { createUplift } from './queries/uplift.ts';

export type QueryDeliveryDeps = {
  ledger: Pick<NotificationLedger, 'get' | 'forCustomer' | 'ofCampaign' | 'ofProgram'>;
  campaigns: Pick<CampaignBook, 'get' | 'list'>;
  pauseFlags: Pick<PauseFlags, 'get'>;
  programs: Pick<Programs, 'current'>;
  templates: Pick<TemplateStore, 'current'>;
  clock: Clock;
};

/** Answers delivery's fields of `type Query`. */
export const createQueryDelivery = (deps: QueryDeliveryDeps): ((event: unknown) => Promise<unknown>) =>
  routeFields({
    notification: createNotification(deps),
    contactHistory: createContactHistory(deps),
    campaigns: createCampaigns(deps),
    campaignReport: createCampaignReport(deps),
    uplift: createUplift(deps),
    preview: createPreview(deps),
  });
