// One message at the gate: decided purely, written in one transaction, again on fresh facts when they changed meanwhile.
import { fullJitter, type Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import { TransientError } from '../../../shared/errors.ts';
import { customerHash } from '../../../shared/logger.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { decide } from '../../domain/policy/decide.ts';
import { emptyPolicy, withGrant } from '../../domain/policy/grants.ts';
import type { GateDecision, Grant, PolicyItem, Suppression } from '../../domain/policy/policy-item.ts';
import type { PauseFlag, PolicyStore } from '../../ports.ts';
import { decided } from './draft-notification.ts';

/**
 * What became of a request. `waiting`: the gate moved it to `dueAt`; a message that is due later by its own wish is
 * `granted`. `exists`: it was asked for before. `reason`: a stable code.
 */
export type RequestOutcome = {
  id: string;
  outcome: 'granted' | 'waiting' | 'refused' | 'exists';
  reason?: string;
  dueAt?: string;
};

/** What was read once for all requests of a call. `flags`: by scope. `suppressed` absent: left to the transaction. */
export type Facts = {
  policies: ReadonlyMap<string, PolicyItem>;
  suppressed?: ReadonlyMap<string, Suppression>;
  flags: ReadonlyMap<string, PauseFlag['state'] | undefined>;
};
/**
 * Makes the claimed one of a message that may go now, so that it is written as `sending` and no worker takes it. Nothing:
 * it is left to the workers.
 */
export type ClaimNow = (queued: Notification) => Promise<Notification | undefined>;
export type Settling = Facts & {
  program: PinnedProgram<AnyProgram>;
  rules: DeliveryRules;
  now: Date;
  dryRun?: boolean;
  claim?: ClaimNow;
};
export type Gate = { policies: PolicyStore; pause?: Pause };
/** `unread`: nobody has asked yet whether the contact point is suppressed. */
type Known = { policy: PolicyItem; suppressed: Suppression | undefined; unread?: boolean };

/** Fifty writers at one customer are through after six tries or so; full jitter spreads these over 20 seconds. */
const tries = 12;

/** `written`: what the ledger holds of it now; absent when it existed before. `policy`: as it is after it. */
export type Settled = { outcome: RequestOutcome; policy: PolicyItem; written?: Notification };

/** @throws TransientError when the customer's item stays contended */
export const settleOne = async (
  gate: Gate,
  draft: Notification,
  settling: Settling & { policy: PolicyItem },
): Promise<Settled> => {
  const { policy, suppressed } = settling;
  let known: Known = { policy, suppressed: suppressed?.get(draft.addressHash), unread: !suppressed };
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    const result = await tryOnce(gate, draft, { ...settling, known });
    if (result) return result;
    await (gate.pause ?? fullJitter)(attempt);
    known = await readAgain(gate, draft);
  }
  throw new TransientError(
    `The policy item of customer ${customerHash(draft.customerId)} stayed contended for ${tries} tries`,
    { whatToDo: 'Ask again: what was granted already is not granted twice.' },
  );
};

/** Nothing when the facts were no longer true by the time they were used. */
const tryOnce = async (
  { policies }: Gate,
  draft: Notification,
  { known, now, ...settling }: Settling & { known: Known },
): Promise<Settled | undefined> => {
  const { policy } = known;
  const decision = decisionOn(draft, { ...settling, known, now });
  // A refusal has no transaction that would notice a suppressed contact point: nobody must be counted as the holdout then.
  if (decision.kind === 'refuse' && known.unread) return undefined;
  const notification = await claimed(decided(draft, decision, now), settling.claim);
  const exists: Settled = { outcome: { id: draft.id, outcome: 'exists' }, policy };
  if (decision.kind === 'refuse') {
    const outcome = { id: draft.id, outcome: 'refused' as const, reason: decision.reason };
    if (settling.dryRun) return { outcome, policy };
    const recorded = (await policies.refuse(notification)) === 'recorded';
    return recorded ? { outcome, policy, written: notification } : exists;
  }
  const grant = draft.test ? undefined : grantOf(notification);
  const committed = settling.dryRun
    ? 'granted'
    : await policies.grant({ seen: policy, notification, ...(grant && { grant }) });
  if (committed === 'exists') return exists;
  if (committed !== 'granted') return undefined;
  const after = grant ? withGrant(policy, draft.id, { grant, now: now.getTime() }) : policy;
  return { outcome: outcomeOf(notification, decision), policy: after, written: notification };
};

const claimed = async (notification: Notification, claim: ClaimNow | undefined): Promise<Notification> =>
  (notification.state === 'queued' && (await claim?.(notification))) || notification;

const decisionOn = (
  draft: Notification,
  { known, program, rules, flags, now }: Omit<Settling, 'policies' | 'suppressed'> & { known: Known },
): GateDecision => {
  const marketplace = program.marketplaces[draft.marketplace as MarketplaceCode];
  if (!marketplace) return { kind: 'refuse', reason: 'unknown-marketplace' };
  if (draft.address === '') return { kind: 'refuse', reason: 'no-contact-point' };
  const scopes = [`program#${draft.programId}`, `campaign#${draft.campaignId}`];
  const pauses = scopes.flatMap((scope) => flags.get(scope) ?? []);
  return decide({ request: draft, ...known, rules, marketplace, pauses, now: now.getTime() });
};

const grantOf = ({ dueAt, updatedAt, programId, channel }: Notification): Grant => ({
  at: dueAt ?? updatedAt,
  programId,
  channel,
});

const outcomeOf = ({ id, dueAt, state }: Notification, decision: GateDecision): RequestOutcome => ({
  id,
  ...(decision.kind === 'wait'
    ? { outcome: 'waiting' as const, reason: decision.reason }
    : { outcome: 'granted' as const }),
  ...(state === 'scheduled' && dueAt !== undefined && { dueAt }),
});

const readAgain = async ({ policies }: Gate, { customerId, addressHash }: Notification): Promise<Known> => {
  const found = await policies.read({ customerIds: [customerId], addressHashes: [addressHash] });
  return {
    policy: found.policies.get(customerId) ?? emptyPolicy(customerId),
    suppressed: found.suppressed.get(addressHash),
  };
};
