// The contact policy's decision about one message. Pure: what it needs is handed in, the same facts give the same answer.
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import type { Marketplaces } from '../../../shared/programs/marketplace-schema.ts';
import type { Notification } from '../notification/notification.ts';
import { brokenCap } from './caps.ts';
import { consentRefusal } from './consent.ts';
import { inHoldout } from './holdout.ts';
import type { GateDecision, PolicyItem, Suppression } from './policy-item.ts';
import { type SendTime, sendTime } from './send-time.ts';

type RequestFacts = Pick<
  Notification,
  'id' | 'programId' | 'customerId' | 'channel' | 'zone' | 'dueAt' | 'expiresAt' | 'critical' | 'test'
>;
export type GateInput = {
  request: RequestFacts;
  policy: PolicyItem;
  rules: DeliveryRules;
  marketplace: Pick<Marketplaces[keyof Marketplaces], 'quietHours' | 'consent' | 'zoneFallback'>;
  /** Set when the contact point is suppressed. */
  suppressed?: Suppression | undefined;
  /** The flags that are up for its program and its campaign. */
  pauses: readonly ('paused' | 'stopped')[];
  /** Epoch ms. */
  now: number;
};

/**
 * Whether, and when, a message may go. Reasons in the order in which they are looked for: `stopped`, `expired`,
 * `suppressed:<reason>`, `opted-out`, `no-consent`, `cap:<scope>:<days>d`, `quiet-hours`, `paused` (both also when the
 * wait would outlast the message), `holdout`: last, so that both groups of an experiment have passed the same checks.
 * A request that is due later by its own wish is granted. Messages of a test answer to suppression and time only.
 */
export const decide = (input: GateInput): GateDecision => {
  const { request, policy, rules, now } = input;
  const due = Math.max(request.dueAt === undefined ? now : Date.parse(request.dueAt), now);
  const refusal = standingRefusal(input, due);
  if (refusal) return refuse(refusal);
  if (request.test) return { kind: 'grant' };
  const time = timeFor(input, due);
  const { id, programId, channel } = request;
  const cap = brokenCap(rules.caps, policy.grants, { id, programId, channel, at: time.at });
  if (cap) return refuse(`cap:${cap.scope}:${cap.days}d`);
  const decision = timed(time);
  if (decision.kind !== 'refuse' && inHoldout(rules, programId, request)) return refuse('holdout');
  return decision;
};

/**
 * The part of it that is asked again right before a message is sent: what may have changed since the grant. Caps and
 * holdout are not: the grant stands. `grant` means: send now.
 */
export const recheck = (input: GateInput): GateDecision => {
  const refusal = standingRefusal(input, input.now);
  if (refusal) return refuse(refusal);
  return input.request.test ? { kind: 'grant' } : timed(timeFor(input, input.now));
};

const refuse = (reason: string): GateDecision => ({ kind: 'refuse', reason });

const standingRefusal = (input: GateInput, due: number): string | undefined => {
  const { request, policy, rules, marketplace, suppressed, pauses } = input;
  if (pauses.includes('stopped')) return 'stopped';
  if (due >= Date.parse(request.expiresAt)) return 'expired';
  if (suppressed) return `suppressed:${suppressed.reason}`;
  if (request.test) return undefined;
  const { programId, channel } = request;
  return consentRefusal({ policy, programId, channel }, rules, marketplace.consent);
};

const timeFor = ({ request, rules, marketplace, pauses, now }: GateInput, due: number): SendTime => {
  const { quietHours, zoneFallback } = marketplace;
  const wish = { due, expires: Date.parse(request.expiresAt), now, zone: request.zone };
  return sendTime({ ...wish, quietHours, zoneFallback, paused: pauses.includes('paused') }, rules);
};

const timed = ({ at, reason, refused }: SendTime): GateDecision => {
  if (reason === undefined) return { kind: 'grant' };
  return refused ? refuse(reason) : { kind: 'wait', dueAt: new Date(at).toISOString(), reason };
};
