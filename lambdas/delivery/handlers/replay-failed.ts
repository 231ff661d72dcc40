// New attempts of what failed, under the same ids and the same gate; never of what may have been sent.
import { fullJitter, type Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import type { Clock } from '../../shared/clock.ts';
import type { MarketplaceCode } from '../../shared/programs/marketplace-schema.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { advance } from '../domain/notification/transitions.ts';
import { decide } from '../domain/policy/decide.ts';
import { emptyPolicy } from '../domain/policy/grants.ts';
import type { NotificationLedger, PauseFlags, PolicyStore, Programs } from '../ports.ts';
import { inParallel } from './in-parallel.ts';

export type ReplayFailedDeps = {
  ledger: Pick<NotificationLedger, 'ofProgram' | 'get'>;
  policies: Pick<PolicyStore, 'read' | 'grant'>;
  pauseFlags: Pick<PauseFlags, 'get'>;
  programs: Pick<Programs, 'current'>;
  clock: Clock;
  pause?: Pause;
};
export type Replay = { replayed: number; refused: { name: string; count: number }[] };
type Query = { programId: string; from: string; to: string };

const atOnce = 8;
const tries = 8;

/** Replays the failed messages of a program created in [from, to). What the gate refuses stays failed and is counted. */
export const replayFailed =
  (deps: ReplayFailedDeps) =>
  async (query: Query): Promise<Replay> => {
    const refused = new Map<string, number>();
    let replayed = 0;
    for await (const page of deps.ledger.ofProgram({ ...query, states: ['failed'] })) {
      await inParallel(page, atOnce, async (seen) => {
        const refusal = await replayOne(deps, seen);
        if (refusal === undefined) replayed += 1;
        else refused.set(refusal, (refused.get(refusal) ?? 0) + 1);
      });
    }
    return { replayed, refused: [...refused].map(([name, count]) => ({ name, count })) };
  };

/** Why it was not replayed, or nothing when it was. */
const replayOne = async (deps: ReplayFailedDeps, found: Notification): Promise<string | undefined> => {
  let seen: Notification | undefined = found;
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    if (seen?.state !== 'failed') return 'no-longer-failed';
    const outcome = await tryOnce(deps, seen);
    if (outcome.kind === 'granted') return undefined;
    if (outcome.kind === 'refused') return outcome.reason;
    await (deps.pause ?? fullJitter)(attempt);
    seen = await deps.ledger.get(found.id);
  }
  return 'contended';
};

type Outcome = { kind: 'granted' } | { kind: 'refused'; reason: string } | { kind: 'again' };

const tryOnce = async (deps: ReplayFailedDeps, seen: Notification): Promise<Outcome> => {
  const now = deps.clock.now();
  const { input, policy } = await factsOf(deps, seen);
  if (!input) return { kind: 'refused', reason: 'unknown-program' };
  const decision = decide({ ...input, now: now.getTime() });
  if (decision.kind === 'refuse') return { kind: 'refused', reason: decision.reason };
  const dueAt = decision.kind === 'wait' ? { dueAt: decision.dueAt } : {};
  const advanced = advance(seen, { kind: 'replay', ...dueAt }, now.toISOString());
  if (advanced.kind !== 'advanced') return { kind: 'refused', reason: 'no-longer-failed' };
  const { programId, channel } = seen;
  const grant = { at: dueAt.dueAt ?? now.toISOString(), programId, channel };
  const granted = await deps.policies.grant({ seen: policy, notification: advanced.next, grant });
  if (granted === 'suppressed') return { kind: 'refused', reason: 'suppressed' };
  return granted === 'granted' ? { kind: 'granted' } : { kind: 'again' };
};

/** What the gate decides by, as it is now. */
const factsOf = async ({ policies, pauseFlags, programs }: ReplayFailedDeps, seen: Notification) => {
  const { customerId, addressHash, programId, campaignId } = seen;
  const scopes = [`program#${programId}`, ...(campaignId ? [`campaign#${campaignId}`] : [])];
  const [found, program, flags] = await Promise.all([
    policies.read({ customerIds: [customerId], addressHashes: [addressHash] }),
    programs.current(programId),
    Promise.all(scopes.map((scope) => pauseFlags.get(scope))),
  ]);
  const policy = found.policies.get(customerId) ?? emptyPolicy(customerId);
  const marketplace = program?.marketplaces[seen.marketplace as MarketplaceCode];
  const rules = program?.program.delivery;
  if (!marketplace || !rules) return { policy };
  const { dueAt: _past, ...request } = seen;
  const pauses = flags.flatMap((flag) => flag?.state ?? []);
  const suppressed = found.suppressed.get(addressHash);
  return { policy, input: { ...{ request, policy, rules, marketplace, pauses, suppressed } } };
};
