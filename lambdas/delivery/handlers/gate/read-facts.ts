import type { Notification } from '../../domain/notification/notification.ts';
import type { PauseFlags, PolicyStore } from '../../ports.ts';
import type { Facts } from './settle-one.ts';

type FactDeps = { policies: Pick<PolicyStore, 'read'>; pauseFlags: Pick<PauseFlags, 'get'> };

/** What the gate decides on, for all messages of a call: policies and suppressions in one read, pauses beside it. */
export const readFacts = async (deps: FactDeps, drafts: readonly Notification[], programId: string): Promise<Facts> => {
  const campaigns = new Set(drafts.flatMap(({ campaignId }) => campaignId ?? []));
  const scopes = [`program#${programId}`, ...[...campaigns].map((id) => `campaign#${id}`)];
  const [flags, known] = await Promise.all([
    Promise.all(scopes.map(async (scope) => [scope, (await deps.pauseFlags.get(scope))?.state] as const)),
    deps.policies.read({
      customerIds: [...new Set(drafts.map(({ customerId }) => customerId))],
      addressHashes: [...new Set(drafts.map(({ addressHash }) => addressHash))],
    }),
  ]);
  return { ...known, flags: new Map(flags) };
};
