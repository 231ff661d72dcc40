// Dates and times as a person at the venue says them.
import { dateFormat } from './date-formats.ts';

/** Locales whose short zone names are Latin and known to people who deal with the zone (CLDR: en alone knows few). */
const nameGivers = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-NZ', 'en-ZA', 'ja', 'pt-BR', 'fr-CA'];
const offset = /^(GMT|UTC)[+\u2212-]/;

const zoneName = (at: Date, locale: string, timeZone: string): string => {
  const parts = dateFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
};

/** `PST`, `MEZ`, `JST`; `GMT+3` where nobody has a name for it. */
const zoneText = (at: Date, locale: string, timeZone: string): string => {
  const own = zoneName(at, locale, timeZone);
  if (!offset.test(own)) return own;
  const names = nameGivers.map((giver) => zoneName(at, giver, timeZone));
  return names.find((name) => /^[A-Z]{2,5}$/.test(name)) ?? own;
};

/** ICU separates by narrow no-break spaces, which GSM-7 hasn't and some mail clients show as boxes. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

/** `10:00 AM PST`, `10:00 MEZ`: the zone is always said. */
export const timeText = (at: Date, locale: string, timeZone: string): string => {
  const format = dateFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  return `${plainSpaces(format.format(at))} ${zoneText(at, locale, timeZone)}`;
};

/** `Friday, November 20, 2026`. */
export const dateText = (at: Date, locale: string, timeZone: string): string =>
  plainSpaces(dateFormat(locale, { timeZone, dateStyle: 'full' }).format(at));
