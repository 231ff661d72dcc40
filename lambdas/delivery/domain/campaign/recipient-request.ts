import type { BatchProgram, CampaignRules } from '../../../shared/programs/batch-program-schema.ts';
import type { Channel, DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import type { Marketplaces } from '../../../shared/programs/marketplace-schema.ts';
import type { NotificationRequest } from '../notification/notification.ts';
import { isZone } from '../policy/local-time.ts';
import { nextTimeOfDay } from '../policy/next-time-of-day.ts';
import type { Recipient } from './plan.ts';

const hour = 3_600_000;

/** What a message needs of a customer; every part may be unknown. */
export type RecipientContact = { email?: string; phone?: string; firstName?: string; locale?: string; zone?: string };

export type CampaignSetting = {
  campaign: CampaignRules;
  channel: Channel;
  delivery: DeliveryRules;
  marketplaces: Marketplaces;
};

/** The parts of a program that make its campaign, or nothing if it has none. */
export const campaignSettingOf = (program: BatchProgram, marketplaces: Marketplaces): CampaignSetting | undefined => {
  const { campaign, delivery, channels } = program;
  const channel = channels.find(({ channelId, enabled }) => enabled && channelId === campaign?.channel);
  return campaign && delivery && channel && { campaign, channel, delivery, marketplaces };
};

/** Step of a campaign's messages: their candidates are marked `contacted` and `engaged`. */
const campaignStep = 'campaign';

/**
 * The message for one recipient, due at the program's next send time in the customer's zone. Without a contact point its
 * address is empty, and the gate says so. `now`: epoch ms.
 */
export const recipientRequest = (
  recipient: Recipient,
  about: {
    setting: CampaignSetting;
    contact: RecipientContact | undefined;
    productName: string | undefined;
    campaignId: string;
    now: number;
  },
): NotificationRequest => {
  const { setting, contact, campaignId, now } = about;
  const { channel, campaign, delivery } = setting;
  const marketplace = setting.marketplaces[recipient.marketplace as keyof Marketplaces];
  const zone = contact?.zone && isZone(contact.zone) ? contact.zone : marketplace.zoneFallback;
  const dueAt = sendAt(channel, zone, now);
  return {
    customerId: recipient.customerId,
    subject: recipient.subject,
    occasion: recipient.occasion,
    step: campaignStep,
    channel: channel.type,
    address: (channel.type === 'email' ? contact?.email : contact?.phone) ?? '',
    marketplace: recipient.marketplace,
    locale: contact?.locale ?? marketplace.locale,
    zone,
    templateId: channel.config.templateId,
    variables: {
      ...(contact?.firstName && { firstName: contact.firstName }),
      productName: about.productName ?? recipient.subject,
      ...(campaign.actionUrl && {
        actionUrl: campaign.actionUrl.replaceAll('{subject}', encodeURIComponent(recipient.subject)),
      }),
    },
    dueAt: new Date(dueAt).toISOString(),
    expiresAt: new Date(dueAt + delivery.expiresAfterHours * hour).toISOString(),
    campaignId,
  };
};

const sendAt = ({ config }: Channel, zone: string, now: number): number =>
  config.sendTime === undefined
    ? now
    : nextTimeOfDay(config.timezone === 'local' ? zone : config.timezone, config.sendTime, now);
