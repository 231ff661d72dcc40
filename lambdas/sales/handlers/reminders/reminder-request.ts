import type { Contact, NotificationRequest } from '../../../delivery/index.ts';
import type { Marketplaces } from '../../../shared/programs/marketplace-schema.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';
import { channelsOf, type Demand } from '../../domain/demand.ts';
import type { ScheduledSale } from '../../domain/event.ts';
import type { ReminderFacts } from '../../domain/reminder-event.ts';

/** What all fans of a sale share. `links`: by channel. */
export type Announcement = {
  sale: Pick<ScheduledSale, 'eventId' | 'saleId' | 'kind' | 'name' | 'startsAt'>;
  event: ReminderFacts;
  links: { email?: string; sms?: string };
  program: SaleProgram;
  marketplaces: Marketplaces;
};
type Channel = 'sms' | 'email';

/**
 * What a fan gets for a sale, by preference. A channel without a confirmed contact point is asked for all the same, with an
 * empty address: the gate refuses and records it, so that `contactHistory` explains the silence.
 * @returns `unable`: channels for which nothing can be asked, with the reason
 */
export const reminderRequests = (
  demand: Demand,
  contact: Contact | undefined,
  announcement: Announcement,
): { requests: NotificationRequest[]; unable: string[] } => {
  const requests: NotificationRequest[] = [];
  const unable: string[] = [];
  for (const channel of channelsOf(demand.preference)) {
    const template = announcement.program.channels.find(({ type, enabled }) => type === channel && enabled);
    const url = announcement.links[channel];
    if (!template) unable.push(`channel-off:${channel}`);
    else if (url === undefined) unable.push('no-link');
    else
      requests.push(requestOf({ demand, contact, channel, url, templateId: template.config.templateId }, announcement));
  }
  return { requests, unable };
};

type Wish = { demand: Demand; contact: Contact | undefined; channel: Channel; url: string; templateId: string };

const requestOf = (
  { demand, contact, channel, url, templateId }: Wish,
  { sale, event, program, marketplaces }: Announcement,
): NotificationRequest => {
  const fallbackZone = marketplaces[demand.marketplace as keyof Marketplaces]?.zoneFallback ?? 'UTC';
  return {
    customerId: demand.customerId,
    subject: sale.eventId,
    // The start is part of it: a sale that moves deserves another reminder.
    occasion: `${sale.saleId}@${sale.startsAt}`,
    step: 'reminder',
    channel,
    address: (channel === 'email' ? contact?.email : contact?.phone) ?? '',
    marketplace: demand.marketplace,
    locale: demand.locale ?? event.locale,
    zone: demand.zone ?? contact?.zone ?? fallbackZone,
    templateId,
    variables: {
      artist: event.artist,
      eventName: event.name,
      city: event.city,
      venue: event.venue,
      saleStartsAt: sale.startsAt,
      zone: event.timezone ?? fallbackZone,
      url,
      ...(sale.kind === 'presale' && sale.name && { saleName: sale.name }),
      ...(channel === 'email' && event.posterUrl && { posterUrl: event.posterUrl }),
    },
    // It says that tickets will go on sale: once they have, it is not sent.
    expiresAt: sale.startsAt,
    campaignId: campaignOf(program.programId, sale),
  };
};

/** Reports group a sale's reminders by it. */
export const campaignOf = (programId: string, { eventId, saleId }: Pick<ScheduledSale, 'eventId' | 'saleId'>): string =>
  `${programId}:${eventId}:${saleId}`;
