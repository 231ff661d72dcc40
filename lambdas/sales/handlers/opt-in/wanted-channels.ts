import type { Contact } from '../../../delivery/index.ts';
import { InvalidInputError } from '../../../shared/errors.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';
import { channelsOf } from '../../domain/demand.ts';
import type { ContactChannel } from '../../domain/records.ts';
import { emailAddress, phoneNumber } from './contact-points.ts';
import type { RemindMeInput } from './remind-me-input.ts';

/** `address`: set when it must be confirmed first; absent: the customer's confirmed one is used. */
export type WantedChannel = { channel: ContactChannel; address?: string };

/**
 * The channels of the preference, each with what must be confirmed.
 * @throws InvalidInputError when a contact point is wrong, or none is known and none was given
 */
export const wantedChannels = (
  input: RemindMeInput,
  contact: Contact | undefined,
  program: SaleProgram,
): WantedChannel[] =>
  channelsOf(input.preference).map((channel) => {
    const confirmed = channel === 'sms' ? contact?.phone : contact?.email;
    const given = givenOf(channel, input, program);
    if (given === undefined && confirmed === undefined) throw missing(channel);
    return given === undefined || given === confirmed ? { channel } : { channel, address: given };
  });

const givenOf = (
  channel: ContactChannel,
  { phone, email }: RemindMeInput,
  program: SaleProgram,
): string | undefined => {
  if (channel === 'sms') return phone === undefined ? undefined : phoneNumber(phone, program);
  return email === undefined ? undefined : emailAddress(email);
};

const missing = (channel: ContactChannel) => {
  const name = channel === 'sms' ? 'phone' : 'email';
  return new InvalidInputError(`${name}: you have no confirmed one yet`, {
    whatToDo: `Give ${name}; we send a link there to confirm it.`,
  });
};
