import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { choiceOf, type ServingChoice } from '../domain/models/serving.ts';
import type { ModelRegistry } from '../ports.ts';

/** `heldMs`: an answer younger than that is given at once, also while the registry is asked anew; a minute unless given. */
export type ServingChoicesOptions = { registry: Pick<ModelRegistry, 'serving'>; clock: Clock; heldMs?: number };
type Known = { askedAt: number; answeredAt?: number; last: ServingChoice | undefined; asking: Promise<void> };

const minute = 60_000;

/**
 * Which versions serve a model, asked at most once a minute. While the registry is away the last answer holds, at first the
 * model deployed with the code: a table that is busy must not keep anybody from being scored.
 */
export const servingChoices = ({ registry, clock, heldMs = minute }: ServingChoicesOptions) => {
  const known = new Map<string, Known>();
  const now = () => clock.now().getTime();
  const asked = (modelId: string): Known => {
    const found = known.get(modelId);
    if (found && now() - found.askedAt < minute) return found;
    const entry: Known = found ?? { askedAt: now(), last: undefined, asking: Promise.resolve() };
    entry.askedAt = now();
    entry.asking = ask(registry, modelId, entry.last).then((choice) => {
      Object.assign(entry, { last: choice, answeredAt: now() });
    });
    known.set(modelId, entry);
    return entry;
  };
  return async (modelId: string): Promise<ServingChoice | undefined> => {
    const entry = asked(modelId);
    const held = entry.answeredAt !== undefined && now() - entry.answeredAt < heldMs;
    if (!held) await entry.asking;
    return entry.last;
  };
};

const ask = async (registry: ServingChoicesOptions['registry'], modelId: string, last: ServingChoice | undefined) => {
  try {
    const serving = await registry.serving(modelId);
    return serving && choiceOf(serving);
  } catch (error) {
    logger.warn('model registry away', { modelId, cause: messageOf(error) });
    return last;
  }
};
