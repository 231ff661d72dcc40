// The shortest way to a message: a fan asks to be reminded of a sale whose window has begun.
import { aKnownFan, type Fan, remindMe } from './customers.ts';
import { saleOfThisHalfHour, shown } from './reminders.ts';
import { anEvent, type DiscoveryEvent, putEvent } from './ticketmaster.ts';

/** An event whose sale starts at the end of this half hour. */
export const anEventOnSaleSoon = async (): Promise<DiscoveryEvent> => {
  const event = anEvent({ public: { startDateTime: await saleOfThisHalfHour() } });
  await putEvent(event);
  await shown(event.id);
  return event;
};

/** A known fan who asks for an SMS now. */
export const askForSms = (fan: Fan, { id: eventId }: DiscoveryEvent) =>
  remindMe(fan.customerId, { eventId, preference: 'sms', zone: fan.zone });

/** Known fans by name. */
export const knownFans = async <Name extends string>(names: readonly Name[]): Promise<Record<Name, Fan>> => {
  const known = await Promise.all(names.map(async (name) => [name, await aKnownFan(name)] as const));
  return Object.fromEntries(known) as Record<Name, Fan>;
};

/** Matches the call of End User Messaging for a fan's number. */
export const callFor = ({ phone }: Pick<Fan, 'phone'>) => ({ body: `"\\+${phone.slice(1)}"` });
