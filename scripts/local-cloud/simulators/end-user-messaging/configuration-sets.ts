import { described, type Operation } from './operation.ts';
import { notFound, SmsError } from './sms-error.ts';
import { arnOf, type ConfigurationSet, nameIn, type SmsState, seconds, type Tag } from './state.ts';

/** @throws SmsError ResourceNotFoundException */
export const configurationSetOf = ({ configurationSets }: SmsState, given: unknown): ConfigurationSet => {
  const name = nameIn(given);
  const found = Object.hasOwn(configurationSets, name) ? configurationSets[name] : undefined;
  if (!found) throw notFound(`Configuration set ${name}`);
  return found;
};

const create: Operation = (state, input) => {
  const ConfigurationSetName = String(input.ConfigurationSetName);
  if (Object.hasOwn(state.configurationSets, ConfigurationSetName))
    throw new SmsError('ConflictException', `${ConfigurationSetName} already exists.`, {
      reason: 'RESOURCE_ALREADY_EXISTS',
    });
  const ConfigurationSetArn = arnOf('configuration-set', ConfigurationSetName);
  const made = { ConfigurationSetArn, ConfigurationSetName, EventDestinations: [], CreatedTimestamp: seconds() };
  state.configurationSets[ConfigurationSetName] = made;
  state.tags[ConfigurationSetArn] = (input.Tags ?? []) as Tag[];
  return { ...made, Tags: state.tags[ConfigurationSetArn] };
};

const remove: Operation = (state, input) => {
  const set = configurationSetOf(state, input.ConfigurationSetName);
  delete state.configurationSets[set.ConfigurationSetName];
  return set;
};

/** Sets one default, or takes it away when the input has none. */
const setDefault =
  (field: 'DefaultMessageType' | 'DefaultSenderId', from: string): Operation =>
  (state, input) => {
    const set = configurationSetOf(state, input.ConfigurationSetName);
    if (typeof input[from] === 'string') set[field] = input[from];
    else delete set[field];
    const { ConfigurationSetArn, ConfigurationSetName } = set;
    return { ConfigurationSetArn, ConfigurationSetName, [from]: input[from] };
  };

export const configurationSetOperations: Record<string, Operation> = {
  CreateConfigurationSet: create,
  DeleteConfigurationSet: remove,
  DescribeConfigurationSets: ({ configurationSets }, { ConfigurationSetNames = [] }) => {
    const names = (ConfigurationSetNames as string[]).map(nameIn);
    return { ConfigurationSets: described(configurationSets, names, (name) => notFound(`Configuration set ${name}`)) };
  },
  SetDefaultMessageType: setDefault('DefaultMessageType', 'MessageType'),
  DeleteDefaultMessageType: setDefault('DefaultMessageType', 'MessageType'),
  SetDefaultSenderId: setDefault('DefaultSenderId', 'SenderId'),
  DeleteDefaultSenderId: setDefault('DefaultSenderId', 'SenderId'),
};
