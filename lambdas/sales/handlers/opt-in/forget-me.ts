import * as z from 'zod';
import { customerHash, logger } from '../../../shared/logger.ts';
import type { DemandStore, SalePrograms } from '../../ports.ts';
import { type FanHandler, parseFanArguments } from './fan-call.ts';
import { eventIdArgument } from './remind-me-input.ts';

export type ForgetMeDeps = { programs: SalePrograms; demand: Pick<DemandStore, 'remove'> };

/** Gives a wish up. False: there was none. */
export const createForgetMe =
  ({ programs, demand }: ForgetMeDeps): FanHandler =>
  async (call) => {
    const { eventId } = parseFanArguments(z.object({ eventId: eventIdArgument }), call);
    const { customerId } = call;
    const { program } = await programs.current();
    const removed = await demand.remove({ customerId, eventId }, program.sales.demandShards);
    logger.info('reminder given up', { customer: customerHash(customerId), eventId, removed });
    return removed;
  };
