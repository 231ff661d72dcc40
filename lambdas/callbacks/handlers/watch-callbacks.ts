// Each minute: callbacks without a ticket, not seen, not called in time, or ended and not yet told (docs/architecture.md).
import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { Callback } from '../domain/callback.ts';
import type { CallbackBook } from '../ports.ts';
import { type LookAfterDeps, lookAfter } from './look-after.ts';

export type WatchCallbacksDeps = LookAfterDeps & { book: CallbackBook; clock: Clock };
/** How many callbacks each kind of look found, beside `failed`: these are looked at again in a minute. */
export type Watched = Record<string, number>;

const inputSchema = z.object({ at: z.iso.datetime({ offset: true }).optional() });
const atOnce = 4;

/** Looks at what is due. `at` (default: now) selects it. Two at once do no harm: every act is done once. */
export const createWatchCallbacks =
  (deps: WatchCallbacksDeps) =>
  async (event: unknown): Promise<Watched> => {
    const at = new Date(inputSchema.parse(event ?? {}).at ?? deps.clock.now()).toISOString();
    const ids = await deps.book.due(at);
    const watched: Watched = {};
    const worker = async (): Promise<void> => {
      for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
        const outcome = await lookSafely(deps, id, at);
        if (outcome) watched[outcome] = (watched[outcome] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    for (const [outcome, count] of Object.entries(watched))
      deps.metrics.addMetric(`Watched_${outcome}`, 'Count', count);
    logger.info('callbacks watched', { watched });
    return watched;
  };

/** One that can't be looked after now keeps nobody else waiting, and its turn comes again. */
const lookSafely = async (deps: WatchCallbacksDeps, callbackId: string, at: string): Promise<string | undefined> => {
  try {
    const callback = await deps.book.get(callbackId);
    return callback && isDue(callback, at) ? await lookAfter(deps, callback, at) : undefined;
  } catch (error) {
    logger.error('callback not looked after', { callbackId, reason: messageOf(error) });
    return 'failed';
  }
};

/** The index may lag behind. */
const isDue = ({ check }: Callback, at: string): boolean => check !== undefined && check.at <= at;
