import { batchGet } from '../../shared/aws/dynamodb-batch-get.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import { shardOf } from '../domain/serving/shard.ts';
import type { PutOutcome } from '../ports.ts';
import { candidateOf, keyOf } from './candidate-items.ts';
import { insertCandidates, type Placed } from './insert-candidates.ts';
import { type RefreshTarget, refreshCandidates } from './refresh-candidates.ts';

export type PutTarget = RefreshTarget & {
  /** The shard count of the program a candidate was decided with. */
  shards: (candidate: StoredCandidate) => Promise<number>;
};

/**
 * Stores candidates, each once: new ones are inserted, ones still active refreshed, all others left. One read of a
 * hundred keys a call tells them apart, so that repeating a stored chunk costs reads only.
 * @returns outcomes in input order
 */
export const putCandidates = async (
  target: PutTarget,
  candidates: readonly StoredCandidate[],
): Promise<PutOutcome[]> => {
  const placed = await Promise.all(
    candidates.map(async (candidate) => ({
      candidate,
      shard: shardOf(candidate.customerId, await target.shards(candidate)),
    })),
  );
  refuseTwins(placed);
  const existing = await readAll(target, placed);
  const lost = await insertCandidates(
    target,
    placed.filter(({ candidate }) => !existing.has(nameOf(candidate))),
  );
  const outcomes = new Map<string, PutOutcome>();
  await settle(target, { placed, existing, restore: false, outcomes });
  await settle(target, { placed: lost, existing: await readAll(target, lost), restore: true, outcomes });
  return placed.map(({ candidate }) => outcomes.get(nameOf(candidate)) ?? 'inserted');
};

type Settling = {
  placed: readonly Placed[];
  existing: ReadonlyMap<string, StoredCandidate>;
  restore: boolean;
  outcomes: Map<string, PutOutcome>;
};

const settle = async (target: PutTarget, { placed, existing, restore, outcomes }: Settling): Promise<void> => {
  const rivals = placed.flatMap((incoming) => {
    const found = existing.get(nameOf(incoming.candidate));
    return found ? [{ existing: found, incoming, restore }] : [];
  });
  const settled = await refreshCandidates(target, rivals);
  for (const [index, { incoming }] of rivals.entries()) {
    outcomes.set(nameOf(incoming.candidate), settled[index] ?? 'unchanged');
  }
};

const readAll = async (target: PutTarget, placed: readonly Placed[]): Promise<Map<string, StoredCandidate>> => {
  if (placed.length === 0) return new Map();
  const keys = placed.map(({ candidate }) => keyOf(candidate));
  const items = await batchGet({ ...target, keys, consistent: true });
  return new Map(items.map(candidateOf).map((candidate) => [nameOf(candidate), candidate]));
};

const nameOf = (candidate: StoredCandidate): string => {
  const { pk, sk } = keyOf(candidate);
  return `${pk}\n${sk}`;
};

const refuseTwins = (placed: readonly Placed[]): void => {
  if (new Set(placed.map(({ candidate }) => nameOf(candidate))).size === placed.length) return;
  throw new InvalidInputError('A candidate stands twice in one call of putAll', {
    whatToDo: 'Collapse duplicates of a customer and subject before storing a chunk.',
  });
};
