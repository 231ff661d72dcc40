import type { Body, Call } from './call.ts';
import { eventDestinations } from './event-destinations.ts';
import { notFound, SesError } from './ses-error.ts';
import type { ConfigurationSet, SesState, Tag } from './state.ts';

/** Path of each PUT of options, and the name they have in answers. */
const OPTIONS: Record<string, string> = {
  'archiving-options': 'ArchivingOptions',
  'delivery-options': 'DeliveryOptions',
  'reputation-options': 'ReputationOptions',
  sending: 'SendingOptions',
  'suppression-options': 'SuppressionOptions',
  'tracking-options': 'TrackingOptions',
  'vdm-options': 'VdmOptions',
};

// What SES answers when a request leaves it out.
const DEFAULTS = {
  ReputationOptions: { ReputationMetricsEnabled: false },
  SendingOptions: { SendingEnabled: true },
};

const create = ({ configurationSets }: SesState, body: Body) => {
  const { ConfigurationSetName, Tags = [], ...options } = body;
  const name = String(ConfigurationSetName);
  if (Object.hasOwn(configurationSets, name))
    throw new SesError('AlreadyExistsException', `Configuration set <${name}> already exists.`);
  configurationSets[name] = { options: { ...DEFAULTS, ...options }, tags: Tags as Tag[], destinations: {} };
  return {};
};

const putOptions = ({ options }: ConfigurationSet, path: string, body: Body) => {
  const name = OPTIONS[path];
  if (!name) throw notFound(`Option ${path}`);
  options[name] = path === 'vdm-options' ? body.VdmOptions : body;
  return {};
};

/** @throws SesError NotFoundException */
export const configurationSetOf = ({ configurationSets }: SesState, name: string): ConfigurationSet => {
  const found = Object.hasOwn(configurationSets, name) ? configurationSets[name] : undefined;
  if (!found) throw notFound(`Configuration set <${name}>`);
  return found;
};

/** `/v2/email/configuration-sets…` */
export const onConfigurationSets = (state: SesState, call: Call): unknown => {
  const { method, rest, body } = call;
  const [name, part] = rest;
  if (name === undefined)
    return method === 'POST' ? create(state, body) : { ConfigurationSets: Object.keys(state.configurationSets) };
  const set = configurationSetOf(state, name);
  if (part === 'event-destinations') return eventDestinations(set, { ...call, rest: rest.slice(2) });
  if (part !== undefined) return putOptions(set, part, body);
  if (method === 'GET') return { ConfigurationSetName: name, ...set.options, Tags: set.tags };
  delete state.configurationSets[name];
  return {};
};
