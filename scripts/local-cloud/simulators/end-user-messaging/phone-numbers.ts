import { randomInt, randomUUID } from 'node:crypto';
import { described, type Operation } from './operation.ts';
import { notFound, SmsError } from './sms-error.ts';
import { arnOf, nameIn, type PhoneNumber, type SmsState, seconds, type Tag } from './state.ts';

const missing = (id: string) => notFound(`Phone number ${id}`);

/** Numbers of the range that is kept for fiction in the United States: nobody can be called by mistake. */
const freeNumber = ({ phoneNumbers }: SmsState): string => {
  const taken = Object.values(phoneNumbers).map((number) => number.PhoneNumber);
  let number = '';
  do number = `+1202555${String(randomInt(100, 200)).padStart(4, '0')}`;
  while (taken.includes(number));
  return number;
};

const request: Operation = (state, input) => {
  const { Tags = [], ClientToken: _token, ...asked } = input;
  const PhoneNumberId = `phone-${randomUUID().replaceAll('-', '')}`;
  const PhoneNumberArn = arnOf('phone-number', PhoneNumberId);
  const made: PhoneNumber = {
    OptOutListName: 'Default',
    DeletionProtectionEnabled: false,
    SelfManagedOptOutsEnabled: false,
    TwoWayEnabled: false,
    MonthlyLeasingPrice: '2.00',
    ...asked,
    PhoneNumberId,
    PhoneNumberArn,
    PhoneNumber: freeNumber(state),
    Status: 'ACTIVE',
    CreatedTimestamp: seconds(),
  };
  state.phoneNumbers[PhoneNumberId] = made;
  state.tags[PhoneNumberArn] = Tags as Tag[];
  return { ...made, Tags };
};

const theOne = ({ phoneNumbers }: SmsState, id: unknown): PhoneNumber => {
  const [found] = described(phoneNumbers, [nameIn(id)], missing);
  if (!found) throw missing(nameIn(id));
  return found;
};

/** By its number, as messages name it. */
export const phoneNumberOf = ({ phoneNumbers }: SmsState, number: string | undefined): PhoneNumber | undefined =>
  Object.values(phoneNumbers).find((each) => [each.PhoneNumber, each.PhoneNumberId].includes(nameIn(number)));

export const phoneNumberOperations: Record<string, Operation> = {
  RequestPhoneNumber: request,
  DescribePhoneNumbers: ({ phoneNumbers }, { PhoneNumberIds = [] }) => ({
    PhoneNumbers: described(phoneNumbers, (PhoneNumberIds as string[]).map(nameIn), missing),
  }),
  UpdatePhoneNumber: (state, { PhoneNumberId, ...changes }) => Object.assign(theOne(state, PhoneNumberId), changes),
  ReleasePhoneNumber: (state, { PhoneNumberId }) => {
    const number = theOne(state, PhoneNumberId);
    if (number.DeletionProtectionEnabled)
      throw new SmsError('ConflictException', 'Deletion protection is enabled.', {
        reason: 'DELETION_PROTECTION_ENABLED',
      });
    delete state.phoneNumbers[number.PhoneNumberId];
    return { ...number, Status: 'DELETED' };
  },
};
