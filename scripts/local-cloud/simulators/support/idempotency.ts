import type { SimulatedAnswer, SimulatedRequest } from '../kit/simulator.ts';
import { SupportError } from './support-error.ts';

const keptMs = 2 * 3_600_000;
type Kept = { body: string; answer: SimulatedAnswer; until: number };

/**
 * Header `Idempotency-Key`, for two hours: the same request gets the first one's answer, another one under the same key is
 * refused; `x-idempotency-lookup` says which. Only what succeeded is kept.
 */
export const createIdempotency = () => {
  const kept = new Map<string, Kept>();
  return ({ headers, body }: SimulatedRequest, act: () => SimulatedAnswer): SimulatedAnswer => {
    const key = headers['idempotency-key'];
    if (typeof key !== 'string') return act();
    const known = kept.get(key);
    if (known && known.until > Date.now()) {
      if (known.body !== body.toString()) throw new SupportError('IdempotentRequestError');
      return { ...known.answer, headers: { ...known.answer.headers, 'x-idempotency-lookup': 'hit' } };
    }
    const answer = act();
    kept.set(key, { body: body.toString(), answer, until: Date.now() + keptMs });
    return { ...answer, headers: { ...answer.headers, 'x-idempotency-lookup': 'miss' } };
  };
};
