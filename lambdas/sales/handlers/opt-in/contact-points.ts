import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { InvalidInputError } from '../../../shared/errors.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';
import type { ContactChannel } from '../../domain/records.ts';

/** Kinds of number that a person reads messages on (libphonenumber's types). Premium-rate, shared-cost and the like pay who pumps. */
const personal = new Set(['MOBILE', 'FIXED_LINE_OR_MOBILE', 'PERSONAL_NUMBER', 'VOIP']);

/**
 * A number in E.164, if it can be one we send to: valid, of a person, with an allowed calling code, and of a country we
 * announce in (calling codes are shared: +1 is also the Caribbean's).
 * @throws InvalidInputError saying what to do; never repeats the number
 */
export const phoneNumber = (text: string, { sales }: SaleProgram): string => {
  const parsed = parsePhoneNumberFromString(text);
  if (!parsed?.isValid()) {
    throw new InvalidInputError('phone: is no valid number', {
      whatToDo: 'Give it with country code, such as +1 213 555 0123.',
    });
  }
  const codes = sales.optIn.countryCodes;
  const country = parsed.country;
  const reachable =
    codes.includes(`+${parsed.countryCallingCode}`) &&
    (country === undefined || sales.suppression.countries.includes(country));
  if (!reachable) {
    throw new InvalidInputError('phone: we send no SMS to this country', {
      whatToDo: `Choose e-mail, or a number that begins with ${codes.join(', ')}.`,
    });
  }
  if (!personal.has(parsed.getType() ?? '')) {
    throw new InvalidInputError('phone: is no mobile number', {
      whatToDo: 'Give a mobile number: landlines, service and premium-rate numbers get no SMS.',
    });
  }
  return parsed.number;
};

/** Domains are the same in any case; what is before the @ is the mailbox owner's business. */
export const emailAddress = (text: string): string => {
  const at = text.trim().lastIndexOf('@');
  return text.trim().slice(0, at) + text.trim().slice(at).toLowerCase();
};

export type GivenContactPoints = Partial<Record<ContactChannel, string>>;
