// Metadata of mobile numbers only: all others (landlines, premium rates, services) are invalid to it, and it is half the size.
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { InvalidInputError } from '../../../shared/errors.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';

/**
 * A number in E.164, if it can be one we send to: a valid mobile number, with an allowed calling code, and of a country we
 * announce in (calling codes are shared: +1 is also the Caribbean's).
 * @throws InvalidInputError saying what to do; never repeats the number
 */
export const phoneNumber = (text: string, { sales }: SaleProgram): string => {
  const codes = sales.optIn.countryCodes;
  if (!codes.some((code) => text.trim().startsWith(code))) throw unreachable(codes);
  const parsed = parsePhoneNumberFromString(text);
  if (!parsed?.isValid()) {
    throw new InvalidInputError('phone: is no valid mobile number', {
      whatToDo:
        'Give a mobile number with country code, such as +1 213 555 0123: landlines, service and premium-rate numbers get no SMS.',
    });
  }
  const country = parsed.country;
  const reachable =
    codes.includes(`+${parsed.countryCallingCode}`) &&
    (country === undefined || sales.suppression.countries.includes(country));
  if (!reachable) throw unreachable(codes);
  return parsed.number;
};

const unreachable = (codes: readonly string[]) =>
  new InvalidInputError('phone: we send no SMS to this country', {
    whatToDo: `Choose e-mail, or a number that begins with ${codes.join(', ')}.`,
  });

/** Domains are the same in any case; what is before the @ is the mailbox owner's business. */
export const emailAddress = (text: string): string => {
  const at = text.trim().lastIndexOf('@');
  return text.trim().slice(0, at) + text.trim().slice(at).toLowerCase();
};
