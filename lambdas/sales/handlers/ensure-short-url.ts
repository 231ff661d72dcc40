import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { decideLinks, urlFits } from '../domain/short-url-decision.ts';
import type { EventCache, SalePrograms } from '../ports.ts';
import { programOfRun } from './scheduler/program-of-run.ts';
import { nowOfRun } from './scheduler/run-clock.ts';
import { dueSaleSchema, type EnsuredLink, linksSchema, parseStep, schedulerRunSchema } from './step-inputs.ts';

export type EnsureShortUrlDeps = { cache: Pick<EventCache, 'get'>; programs: SalePrograms; clock: Clock };

const input = z.object({ run: schedulerRunSchema, sale: dueSaleSchema, linked: linksSchema });

/**
 * EnsureShortUrl of notification-scheduler: which URL a reminder carries, by channel, or how long to wait for it. `linked`:
 * what it said before, which has been acted on.
 */
export const createEnsureShortUrl =
  ({ cache, programs, clock }: EnsureShortUrlDeps) =>
  async (event: unknown): Promise<EnsuredLink> => {
    const { run, sale, linked } = parseStep(input, event);
    const [found, program] = await Promise.all([cache.get(sale.eventId), programOfRun(programs, run.programId)]);
    if (!found) throw gone(sale.eventId);
    const now = nowOfRun(run, clock);
    const { links, waitUntil } = decideLinks(found, {
      now,
      saleStartsAt: sale.startsAt,
      deadlineMinutes: program.sales.shortUrlDeadlineMinutes,
      fits: urlFits(found.url ?? '', { locale: found.locale, parts: program.delivery.smsParts }),
    });
    if (waitUntil === undefined) return { outcome: 'ready', links };
    const waitSeconds = Math.max(1, Math.ceil((Date.parse(waitUntil) - now.getTime()) / 1_000));
    const some = links.email !== undefined && linked.email === undefined;
    return { outcome: some ? 'partial' : 'wait', waitSeconds, links };
  };

const gone = (eventId: string) =>
  new NotFoundError(`Event ${eventId} is no longer cached`, { whatToDo: 'Start the window again: it is loaded anew.' });
