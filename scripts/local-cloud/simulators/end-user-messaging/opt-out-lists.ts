import { described, type Operation } from './operation.ts';
import { notFound, SmsError } from './sms-error.ts';
import { arnOf, nameIn, type OptOutList, type SmsState, seconds, type Tag } from './state.ts';

const missing = (name: string) => notFound(`Opt-out list ${name}`);

const create: Operation = (state, input) => {
  const OptOutListName = String(input.OptOutListName);
  if (Object.hasOwn(state.optOutLists, OptOutListName))
    throw new SmsError('ConflictException', `${OptOutListName} already exists.`, { reason: 'RESOURCE_ALREADY_EXISTS' });
  const OptOutListArn = arnOf('opt-out-list', OptOutListName);
  const made: OptOutList = { OptOutListArn, OptOutListName, CreatedTimestamp: seconds() };
  state.optOutLists[OptOutListName] = made;
  state.tags[OptOutListArn] = (input.Tags ?? []) as Tag[];
  return { ...made, Tags: state.tags[OptOutListArn] };
};

const remove: Operation = (state, input) => {
  const [list] = described(state.optOutLists, [nameIn(input.OptOutListName)], missing);
  delete state.optOutLists[nameIn(input.OptOutListName)];
  return list;
};

/** Whether a list, `Default` being every account's own, has a number. */
export const isOptedOut = ({ optedOut }: SmsState, list: string, number: string): boolean =>
  (optedOut[list] ?? []).includes(number);

export const optOut = ({ optedOut }: SmsState, list: string, number: string): void => {
  optedOut[list] = [...new Set([...(optedOut[list] ?? []), number])];
};

const optIn = ({ optedOut }: SmsState, list: string, number: string): void => {
  optedOut[list] = (optedOut[list] ?? []).filter((each) => each !== number);
};

const numberOf = (input: Record<string, unknown>) => {
  const OptOutListName = nameIn(input.OptOutListName);
  return { OptOutListName, OptedOutNumber: String(input.OptedOutNumber), EndUserOptedOut: false };
};

export const optOutListOperations: Record<string, Operation> = {
  CreateOptOutList: create,
  DeleteOptOutList: remove,
  DescribeOptOutLists: ({ optOutLists }, { OptOutListNames = [] }) => ({
    OptOutLists: described(optOutLists, (OptOutListNames as string[]).map(nameIn), missing),
  }),
  PutOptedOutNumber: (state, input) => {
    const answer = numberOf(input);
    optOut(state, answer.OptOutListName, answer.OptedOutNumber);
    return answer;
  },
  DeleteOptedOutNumber: (state, input) => {
    const answer = numberOf(input);
    if (!isOptedOut(state, answer.OptOutListName, answer.OptedOutNumber)) throw notFound('Opted-out number');
    optIn(state, answer.OptOutListName, answer.OptedOutNumber);
    return answer;
  },
  DescribeOptedOutNumbers: ({ optedOut }, input) => ({
    OptedOutNumbers: (optedOut[nameIn(input.OptOutListName)] ?? []).map((OptedOutNumber) => ({
      OptedOutNumber,
      OptedOutTimestamp: seconds(),
      EndUserOptedOut: true,
    })),
  }),
};
