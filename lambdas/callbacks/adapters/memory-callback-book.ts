import { type Callback, hasEnded } from '../domain/callback.ts';
import type { CallbackBook } from '../ports.ts';

/** The fake of CallbackBook; `callbacks` is what is stored. */
export const memoryCallbackBook = (): CallbackBook & { callbacks: ReadonlyMap<string, Callback> } => {
  const callbacks = new Map<string, Callback>();
  const all = (): Callback[] => [...callbacks.values()].map((callback) => structuredClone(callback));
  const open = (agentId: string): Callback[] => all().filter((one) => one.agentId === agentId && !hasEnded(one));
  return {
    callbacks,
    create: async (callback) => {
      if (callbacks.has(callback.callbackId)) return 'exists';
      callbacks.set(callback.callbackId, structuredClone(callback));
      return 'created';
    },
    get: async (callbackId) => structuredClone(callbacks.get(callbackId)),
    getMany: async (callbackIds) => all().filter(({ callbackId }) => callbackIds.includes(callbackId)),
    save: async (seen, next) => {
      if (callbacks.get(next.callbackId)?.revision !== seen.revision) return 'conflict';
      callbacks.set(next.callbackId, structuredClone(next));
      return 'saved';
    },
    due: async (at) =>
      all()
        .filter(({ check }) => check !== undefined && check.at <= at)
        .sort((one, other) => ((one.check?.at ?? '') < (other.check?.at ?? '') ? -1 : 1))
        .map(({ callbackId }) => callbackId),
    byTicket: async (ticketId) => all().find((one) => one.ticketId === ticketId)?.callbackId,
    ofDay: async function* (programId, day) {
      yield all().filter(
        (one) => one.kind === 'call' && one.programId === programId && one.requestedAt.startsWith(day),
      );
    },
    loads: async (agentIds) => {
      const had = new Set(all().map(({ agentId }) => agentId));
      return new Map(agentIds.filter((id) => had.has(id)).map((id) => [id, open(id).length]));
    },
  };
};
