import { NotFoundError } from '../../../shared/errors.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { Demand } from '../../domain/demand.ts';
import { remindLate } from './late-reminders.ts';
import type { RemindMeDeps } from './remind-me.ts';

const perPage = 100;

/**
 * Reminds a fan, of all that they wait for, of sales whose window has begun: a contact point was confirmed, or an event
 * found, after the scheduler had its turn. Safe to repeat.
 * @throws TransientError
 */
export const createRemindLateFan = (deps: RemindMeDeps) => {
  const remind = remindLate(deps);
  const remindOf = async (demand: Demand): Promise<void> => {
    const [event, programId] = await Promise.all([deps.events.get(demand.eventId), programOf(deps, demand)]);
    if (!event || programId === undefined) return;
    await remind(demand, event, { inForce: await deps.programInForce(programId), now: deps.clock.now() });
  };
  return async (customerId: string): Promise<void> => {
    let nextToken: string | undefined;
    do {
      const page = { limit: perPage, now: deps.clock.now(), ...(nextToken !== undefined && { nextToken }) };
      const found = await deps.demand.ofCustomer(customerId, page);
      for (const demand of found.items) await remindOf(demand);
      nextToken = found.nextToken;
    } while (nextToken !== undefined);
    logger.info('late reminders looked for', { customer: customerHash(customerId) });
  };
};

/** Undefined when there are no reminders in the fan's market any more. */
const programOf = async ({ programs }: RemindMeDeps, { marketplace }: Demand): Promise<string | undefined> => {
  try {
    return (await programs.current(marketplace)).program.programId;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
};
