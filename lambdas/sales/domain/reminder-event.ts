import type { SaleEvent } from './event.ts';

/** What a reminder says of an event; nothing Discovery may leave out is missing afterwards but zone and poster. */
export type ReminderFacts = {
  eventId: string;
  name: string;
  locale: string;
  artist: string;
  city: string;
  venue: string;
  timezone?: string;
  posterUrl?: string;
};

/** Without artists the event's own name stands in; without a city the venue's, and the other way round. */
export const reminderFacts = ({ venue, artists, imageUrl, timezone, ...event }: SaleEvent): ReminderFacts => ({
  eventId: event.eventId,
  name: event.name,
  locale: event.locale,
  artist: artists[0]?.name ?? event.name,
  city: venue?.city ?? venue?.name ?? event.name,
  venue: venue?.name ?? venue?.city ?? event.name,
  ...(timezone && { timezone }),
  ...(imageUrl && { posterUrl: imageUrl }),
});
