import { configurationSetOf } from './configuration-sets.ts';
import type { Operation } from './operation.ts';
import { invalid, notFound, SmsError } from './sms-error.ts';
import type { EventDestination, SmsState } from './state.ts';

type Input = Record<string, unknown>;

const destinationOf = (input: Input, before?: EventDestination): EventDestination => {
  const SnsDestination = (input.SnsDestination ?? before?.SnsDestination) as EventDestination['SnsDestination'];
  if (!SnsDestination?.TopicArn?.startsWith('arn:'))
    throw invalid('SnsDestination.TopicArn is missing: only SNS destinations are simulated.', {
      reason: 'MISSING_PARAMETER',
    });
  return {
    EventDestinationName: String(input.EventDestinationName),
    Enabled: (input.Enabled as boolean | undefined) ?? before?.Enabled ?? true,
    MatchingEventTypes: (input.MatchingEventTypes ?? before?.MatchingEventTypes ?? []) as string[],
    SnsDestination,
  };
};

const answer = (state: SmsState, input: Input, EventDestination: EventDestination) => {
  const { ConfigurationSetArn, ConfigurationSetName } = configurationSetOf(state, input.ConfigurationSetName);
  return { ConfigurationSetArn, ConfigurationSetName, EventDestination };
};

const place = (state: SmsState, input: Input) => {
  const { EventDestinations: all } = configurationSetOf(state, input.ConfigurationSetName);
  const index = all.findIndex(({ EventDestinationName }) => EventDestinationName === input.EventDestinationName);
  return { all, index, found: all[index] };
};

const existing = (state: SmsState, input: Input) => {
  const { all, index, found } = place(state, input);
  if (!found) throw notFound(`Event destination ${input.EventDestinationName}`);
  return { all, index, found };
};

export const eventDestinationOperations: Record<string, Operation> = {
  CreateEventDestination: (state, input) => {
    const { all, found } = place(state, input);
    if (found)
      throw new SmsError('ConflictException', `${input.EventDestinationName} already exists.`, {
        reason: 'RESOURCE_ALREADY_EXISTS',
      });
    const made = destinationOf(input);
    all.push(made);
    return answer(state, input, made);
  },
  UpdateEventDestination: (state, input) => {
    const { all, index, found } = existing(state, input);
    const made = destinationOf(input, found);
    all[index] = made;
    return answer(state, input, made);
  },
  DeleteEventDestination: (state, input) => {
    const { all, index, found } = existing(state, input);
    all.splice(index, 1);
    return answer(state, input, found);
  },
};
