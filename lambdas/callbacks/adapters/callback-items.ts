// How callbacks lie in table `callbacks` (docs/architecture.md, From an error to help).
import type { Callback } from '../domain/callback.ts';

export const callbackIndexes = { due: 'byDue', ticket: 'byTicket', day: 'byDay' } as const;
export const callbackShards = 8;

const shardOf = (callbackId: string): number => Number.parseInt(callbackId.slice(0, 1), 16) % callbackShards;
export const dueKeyOf = (shard: number): string => `due#${shard}`;
export const dayKeyOf = (programId: string, day: string, shard: number): string => `${programId}#${day}#${shard}`;
export const agentKey = (agentId: string): string => `agent#${agentId}`;

/** Index attributes go with what they index: a callback nobody has to look at is not in `byDue`, no escalation in `byDay`. */
export const itemOf = (callback: Callback): Record<string, unknown> => {
  const shard = shardOf(callback.callbackId);
  const day = callback.requestedAt.slice(0, 10);
  return {
    ...callback,
    ...(callback.check && { dueKey: dueKeyOf(shard), dueAt: callback.check.at }),
    ...(callback.kind === 'call' && { dayKey: dayKeyOf(callback.programId, day, shard) }),
  };
};

export const callbackOf = (item: Record<string, unknown>): Callback => {
  const { dueKey: _dueKey, dueAt: _dueAt, dayKey: _dayKey, ...callback } = item;
  return callback as Callback;
};
