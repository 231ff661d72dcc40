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
type Known = { askedAt: number; served: Promise<ServingChoice | undefined> };

const minute = 60_000;

/**
 * Which versions serve a model, asked at most once a minute. While the registry is away the last answer holds, at first the
 * model deployed with the code: a table that is busy must not keep anybody from being scored.
 */
export const servingChoices = (options: Options) => {
  const known = new Map<string, Known>();
  return (modelId: string): Promise<ServingChoice | undefined> => {
    const now = options.clock.now().getTime();
    const found = known.get(modelId);
    if (found && now - found.askedAt < minute) return found.served;
    const asking = ask(options, modelId, found?.served);
    const entry: Known = { askedAt: now, served: (options.prepare && found?.served) ?? asking };
    known.set(modelId, entry);
    asking.then(() => {
      entry.served = asking;
    });
    return entry.served;
  };
};

const ask = async ({ registry, prepare }: Options, modelId: string, last: Known['served'] | undefined) => {
  try {
    const serving = await registry.serving(modelId);
    const choice = serving && choiceOf(serving);
    if (choice) await prepare?.(modelId, choice);
    return choice;
  } catch (error) {
    logger.warn('model registry away, or its version does not open', { modelId, cause: messageOf(error) });
    return last;
  }
};
