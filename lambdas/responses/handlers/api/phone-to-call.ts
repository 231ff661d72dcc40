// Metadata of mobile numbers only, as in sales: premium-rate and service numbers, which would cost us, are invalid to it.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** Marketplaces are named by country (ISO 3166), but the UK. */
const countryOf = (marketplace: string): string => (marketplace === 'UK' ? 'GB' : marketplace);

/**
 * A number in E.164 that agents may call: valid, mobile, of a country the program serves. One without country code is of the
 * customer's own marketplace. @returns undefined when it is none; the number is never logged
 */
export const phoneToCall = (text: string, marketplace: string, marketplaces: readonly string[]): string | undefined => {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: countryOf(marketplace) as CountryCode });
  if (!parsed?.isValid() || parsed.country === undefined) return undefined;
  return marketplaces.map(countryOf).includes(parsed.country) ? parsed.number : undefined;
};
