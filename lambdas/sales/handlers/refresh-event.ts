import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { eventIdPattern } from '../domain/event-id.ts';
import { scheduledSales } from '../domain/sales.ts';
import { isInBegunWindow } from '../domain/window.ts';
import type { LateReminders, SalePrograms } from '../ports.ts';
import type { FreshEvent } from './fresh-event.ts';
import { parseStep } from './step-inputs.ts';

export type RefreshEventDeps = { fresh: FreshEvent; programs: SalePrograms; late: LateReminders; clock: Clock };

const input = z.object({ eventId: z.string().regex(eventIdPattern), customerId: z.string().min(1).exactOptional() });

/**
 * Fetches an event that is shown stale (`{eventId}`) or that a fan waits for (`{eventId, customerId}`): the scheduler may have
 * passed its window before it was known, so the fan is reminded now. Safe to repeat.
 */
export const createRefreshEvent =
  ({ fresh, programs, late, clock }: RefreshEventDeps) =>
  async (event: unknown): Promise<{ outcome: 'refreshed' | 'gone' }> => {
    const { eventId, customerId } = parseStep(input, event);
    const { discoveryBudgetMs: budgetMs, freshForMinutes } = (await programs.current()).program.sales;
    // Fans who ask for the same unknown event share one call.
    const freshForMs = customerId === undefined ? 0 : freshForMinutes * 60_000;
    try {
      const found = await fresh({ eventId, freshForMs, budgetMs });
      const begun = scheduledSales(found).some((sale) => isInBegunWindow(sale, clock.now()));
      if (customerId !== undefined && begun) await late.start(customerId);
      return { outcome: 'refreshed' };
    } catch (error) {
      if (error instanceof NotFoundError) return { outcome: 'gone' };
      throw error;
    }
  };
