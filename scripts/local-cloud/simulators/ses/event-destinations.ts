import type { Call } from './call.ts';
import { badRequest, notFound, SesError } from './ses-error.ts';
import { ACCOUNT, type ConfigurationSet, type EventDestination, REGION } from './state.ts';

const DEFAULT_BUS = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/default`;

/** SES writes to the account's default bus only. @throws SesError BadRequestException */
const checked = (name: string, definition: EventDestination): EventDestination => {
  const bus = definition.EventBridgeDestination?.EventBusArn;
  if (bus !== undefined && !/:event-bus\/default$/.test(bus))
    throw badRequest(`EventBusArn <${bus}> is not valid: only the default event bus (${DEFAULT_BUS}) is supported.`);
  return { ...definition, Name: name, Enabled: definition.Enabled ?? false };
};

/** `/v2/email/configuration-sets/{set}/event-destinations…` */
export const eventDestinations = (set: ConfigurationSet, { method, rest, body }: Call): unknown => {
  const [named] = rest;
  const name = named ?? String(body.EventDestinationName);
  const exists = Object.hasOwn(set.destinations, name);
  if (!named && method === 'GET') return { EventDestinations: Object.values(set.destinations) };
  if (!named && exists) throw new SesError('AlreadyExistsException', `Event destination <${name}> already exists.`);
  if (named && !exists) throw notFound(`Event destination <${name}>`);
  if (method === 'DELETE') delete set.destinations[name];
  else set.destinations[name] = checked(name, body.EventDestination as EventDestination);
  return {};
};
