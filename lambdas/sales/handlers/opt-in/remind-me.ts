import type { PolicyStore } from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { ConflictError, InvalidInputError, messageOf } from '../../../shared/errors.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';
import { type Demand, demandTtl } from '../../domain/demand.ts';
import type { CachedEvent } from '../../domain/event.ts';
import { suppressionOf } from '../../domain/suppression.ts';
import type { DemandStore, EventCache, EventRefresh, ProgramInForce, SalePrograms } from '../../ports.ts';
import type { RemindFansDeps } from '../reminders/remind-fans.ts';
import { type AskConfirmationDeps, askConfirmation } from './ask-confirmation.ts';
import { type FanHandler, parseFanArguments } from './fan-call.ts';
import { remindLate } from './late-reminders.ts';
import { recordConsent } from './record-consent.ts';
import { type RemindMeInput, remindMeArguments } from './remind-me-input.ts';
import { reminderView } from './reminder-view.ts';
import { wantedChannels } from './wanted-channels.ts';

export type RemindMeDeps = RemindFansDeps &
  AskConfirmationDeps & {
    programs: SalePrograms;
    programInForce: ProgramInForce;
    events: Pick<EventCache, 'get'>;
    refresh: EventRefresh;
    demand: Pick<DemandStore, 'put' | 'ofCustomer'>;
    policies: Pick<PolicyStore, 'read' | 'setConsent' | 'setOptOut'>;
    clock: Clock;
  };

/**
 * Keeps a fan's wish, asks for what must be confirmed, and reminds at once of sales whose window has begun. Safe to repeat.
 * @throws InvalidInputError, ConflictError with what to do; TransientError: try again
 */
export const createRemindMe = (deps: RemindMeDeps): FanHandler => {
  const confirm = askConfirmation(deps);
  const remind = remindLate(deps);
  return async (call) => {
    const { input } = parseFanArguments(remindMeArguments, call);
    const { customerId } = call;
    const marketplace = input.marketId.slice('TM_'.length) as MarketplaceCode;
    const { program } = await programFor(deps.programs, marketplace);
    const [inForce, event, contacts] = await Promise.all([
      deps.programInForce(program.programId),
      deps.events.get(input.eventId),
      deps.contacts.get([customerId]),
    ]);
    refuseSuppressed(event, program);
    const contact = contacts.get(customerId);
    const wanted = wantedChannels(input, contact, program);
    await refuseTooMany(deps, { customerId, eventId: input.eventId, most: program.sales.optIn.remindersPerCustomer });
    const wish = demandOf(input, { customerId, marketplace, event, now: deps.clock.now() });
    const demand = await deps.demand.put(wish, program.sales.demandShards);
    // From here on it is later than the write: a scheduler run that read before it is seen by this clock.
    const now = deps.clock.now();
    const channels = wanted.map(({ channel }) => channel);
    await recordConsent(deps.policies, { customerId, channels, program, now });
    if (event) await remind(demand, event, { inForce, now });
    else await fetchBehind(deps.refresh, input.eventId, customerId);
    const about = {
      ...{ demand, inForce, now, eventName: event?.name ?? program.programName },
      locale: demand.locale ?? event?.locale ?? inForce.pinned.marketplaces[marketplace].locale,
      zone: demand.zone ?? contact?.zone ?? inForce.pinned.marketplaces[marketplace].zoneFallback,
    };
    const awaiting = wanted.flatMap(({ channel, address }) => (address === undefined ? [] : [{ channel, address }]));
    for (const one of awaiting) if ((await confirm({ ...about, ...one })) === 'limited') throw tooManyAsks();
    logger.info('reminder kept', {
      customer: customerHash(customerId),
      eventId: input.eventId,
      cached: Boolean(event),
    });
    return reminderView(
      demand,
      awaiting.map(({ channel }) => channel),
    );
  };
};

const programFor = (programs: SalePrograms, marketplace: string) =>
  programs.current(marketplace).catch((cause: unknown) => {
    if ((cause as Error).name !== 'NotFoundError') throw cause;
    throw new InvalidInputError(`marketId: there are no ticket reminders in ${marketplace}`, {
      whatToDo: 'Give TM_ and a marketplace that has them, such as TM_US.',
      cause,
    });
  });

const demandOf = (
  input: RemindMeInput,
  { event, now, ...fan }: { customerId: string; marketplace: string; event: CachedEvent | undefined; now: Date },
): Demand => ({
  ...fan,
  eventId: input.eventId,
  preference: input.preference,
  verifiedFanPresales: input.verifiedFanPresales,
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
  ttl: demandTtl(event, now),
  ...(input.locale !== undefined && { locale: input.locale }),
  ...(input.zone !== undefined && { zone: input.zone }),
});

/** What is only put off for now may still be wished for. */
const refuseSuppressed = (event: CachedEvent | undefined, program: SaleProgram): void => {
  const reason = event && suppressionOf(event, program.sales.suppression).event;
  if (reason === undefined || reason === 'postponed') return;
  throw new ConflictError(`There are no reminders of this event (${reason})`, {
    whatToDo: 'Hide “Remind me” when eventDetails says isSuppressed.',
  });
};

type Place = { customerId: string; eventId: string; most: number };

const refuseTooMany = async ({ demand, clock }: RemindMeDeps, { customerId, eventId, most }: Place): Promise<void> => {
  const { items } = await demand.ofCustomer(customerId, { limit: most, now: clock.now() });
  if (items.length < most || items.some((one) => one.eventId === eventId)) return;
  throw new ConflictError(`You have ${most} open reminders, the most there can be`, {
    whatToDo: 'Give one up with forgetMe, then ask again.',
  });
};

/** The wish is kept whether or not the event can be fetched now. */
const fetchBehind = async (refresh: EventRefresh, eventId: string, customerId: string): Promise<void> => {
  try {
    await refresh.start(eventId, { customerId });
  } catch (error) {
    logger.warn('event not fetched behind', { eventId, cause: messageOf(error) });
  }
};

const tooManyAsks = () =>
  new ConflictError('You have asked for too many confirmations today; your reminder itself is kept', {
    whatToDo: 'Use a link you were sent, or ask again tomorrow.',
  });
