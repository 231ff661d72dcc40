import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { choiceOf, type ServingChoice } from '../domain/models/serving.ts';
import type { ModelRegistry } from '../ports.ts';

type Options = { registry: Pick<ModelRegistry, 'serving'>; clock: Clock };
type Known = { at: number; choice: Promise<ServingChoice | undefined>; last: ServingChoice | undefined };

const minute = 60_000;

/**
 * Which versions serve a model, asked at most once a minute. While the registry is away the last answer holds, at first the
 * model deployed with the code: a table that is busy must not keep anybody from being scored.
 */
export const servingChoices = ({ registry, clock }: Options) => {
  const known = new Map<string, Known>();
  return (modelId: string): Promise<ServingChoice | undefined> => {
    const now = clock.now().getTime();
    const found = known.get(modelId);
    if (found && now - found.at < minute) return found.choice;
    const last = found?.last;
    const entry: Known = { at: now, last, choice: ask(registry, modelId, last) };
    known.set(modelId, entry);
    entry.choice.then((choice) => {
      entry.last = choice;
    });
    return entry.choice;
  };
};

const ask = async (registry: Options['registry'], modelId: string, last: ServingChoice | undefined) => {
  try {
    const serving = await registry.serving(modelId);
    return serving && choiceOf(serving);
  } catch (error) {
    logger.warn('model registry away', { modelId, cause: messageOf(error) });
    return last;
  }
};
