import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { choiceOf, type ServingChoice } from '../domain/models/serving.ts';
import type { ModelRegistry } from '../ports.ts';

type Options = {
  registry: Pick<ModelRegistry, 'serving'>;
  clock: Clock;
  /**
   * Opens what is about to serve. Where it is given nobody waits for the registry: until it has answered, and what it named
   * is open, the last answer serves.
   */
  prepare?: (modelId: string, choice: ServingChoice) => Promise<void>;
};
type Known = { askedAt: number; answered: boolean; last: ServingChoice | undefined; asking: Promise<void> };

const minute = 60_000;

/**
 * Which versions serve a model, asked at most once a minute. While the registry is away the last answer holds, at first the
 * model deployed with the code: a table that is busy must not keep anybody from being scored.
 */
export const servingChoices = (options: Options) => {
  const known = new Map<string, Known>();
  const asked = (modelId: string): Known => {
    const now = options.clock.now().getTime();
    const entry = known.get(modelId) ?? { askedAt: now - minute, answered: false, last: undefined, asking: settled };
    known.set(modelId, entry);
    if (now - entry.askedAt < minute) return entry;
    entry.askedAt = now;
    entry.asking = ask(options, modelId, entry.last).then((last) => {
      Object.assign(entry, { last, answered: true });
    });
    return entry;
  };
  return async (modelId: string): Promise<ServingChoice | undefined> => {
    const entry = asked(modelId);
    if (!(options.prepare && entry.answered)) await entry.asking;
    return entry.last;
  };
};

const settled = Promise.resolve();

const ask = async ({ registry, prepare }: Options, modelId: string, last: ServingChoice | undefined) => {
  try {
    const serving = await registry.serving(modelId);
    const choice = serving && choiceOf(serving);
    if (choice) await prepare?.(modelId, choice);
    return choice;
  } catch (error) {
    logger.warn('model registry away', { modelId, cause: messageOf(error) });
    return last;
  }
};
