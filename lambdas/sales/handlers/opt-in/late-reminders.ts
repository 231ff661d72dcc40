import { customerHash, logger } from '../../../shared/logger.ts';
import type { Demand } from '../../domain/demand.ts';
import type { CachedEvent } from '../../domain/event.ts';
import { reminderFacts } from '../../domain/reminder-event.ts';
import { scheduledSales } from '../../domain/sales.ts';
import { suppressionOf } from '../../domain/suppression.ts';
import { isInBegunWindow } from '../../domain/window.ts';
import type { SaleProgramInForce } from '../../ports.ts';
import { type RemindFansDeps, remindFans } from '../reminders/remind-fans.ts';

/**
 * Reminds one fan of sales whose window has begun: the scheduler may have passed their shard already. It may also not have:
 * then one of the two finds that the reminder exists.
 */
export const remindLate = (deps: RemindFansDeps) => {
  const remind = remindFans(deps);
  return async (
    demand: Demand,
    event: CachedEvent,
    { inForce, now }: { inForce: SaleProgramInForce; now: Date },
  ): Promise<void> => {
    const link = event.shortUrl ?? event.url;
    const suppressed = suppressionOf(event, inForce.pinned.program.sales.suppression);
    if (suppressed.event !== undefined || link === undefined) return;
    const sales = scheduledSales(event).filter(
      (sale) => isInBegunWindow(sale, now) && suppressed.sales[sale.saleId] === undefined,
    );
    for (const sale of sales) {
      const about = { sale, event: reminderFacts(event), links: { email: link, sms: link } };
      const outcomes = await remind([demand], about, { inForce, now });
      logger.info('late reminder', { customer: customerHash(demand.customerId), saleId: sale.saleId, outcomes });
    }
  };
};
