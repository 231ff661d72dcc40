// The gate and the send in one go, for whoever can't wait for queues (design.md, Sending). The ledger is the safety net:
// what may not go at once, or could not, is left to it as any other message.
import { InvalidInputError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { PinnedProgram } from '../../shared/programs/pinned-program.ts';
import type { Notification, NotificationRequest, NotificationState } from '../domain/notification/notification.ts';
import { emptyPolicy } from '../domain/policy/grants.ts';
import type { PolicyItem } from '../domain/policy/policy-item.ts';
import type { AddressHasher, PolicyStore } from '../ports.ts';
import { draftNotification } from './gate/draft-notification.ts';
import { type GateMetrics, reportOutcomes } from './gate/gate-metrics.ts';
import { readFacts } from './gate/read-facts.ts';
import { type Facts, type RequestOutcome, settleOne } from './gate/settle-one.ts';
import { type HandOver, handOver } from './sending/hand-over.ts';
import type { AttemptDeps, Attempting } from './sending/send-deps.ts';
import { type SendMetrics, sendTally } from './sending/send-tally.ts';

export type DeliverNowDeps = AttemptDeps & {
  policies: PolicyStore;
  hasher: AddressHasher;
  metrics: GateMetrics & SendMetrics;
};
/** `policy`: the customer's, read by the caller a moment ago (strongly consistent); absent: it is read here. */
type DeliverNowContext = {
  program: PinnedProgram<AnyProgram>;
  templateHash: string;
  now: Date;
  policy?: PolicyItem;
};
/** `state`: what the ledger holds by now; absent when the message existed before. */
type DeliveredNow = RequestOutcome & { state?: NotificationState };
/**
 * Requests of one customer, the most urgent first; outcomes in input order. Asking again for the same message changes
 * nothing: it `exists`. Program and templates are pinned by the caller before.
 */
export type DeliverNow = (
  requests: readonly NotificationRequest[],
  context: DeliverNowContext,
) => Promise<DeliveredNow[]>;

/**
 * Asks the gate for each message, one after another, and calls the providers of those that may go now in this process. A
 * message does not wait for the provider's answer to the one before it. With `policy` handed in there is one round trip
 * of the store before a provider is called: the gate's transaction, which claims the message too.
 * @throws InvalidInputError when the program writes to nobody, or the requests are of several customers
 * @throws TransientError when the ledger can't be asked; what was granted by then stays, and is sent or left to the ledger
 */
export const deliverNow =
  (deps: DeliverNowDeps): DeliverNow =>
  async (requests, context) => {
    const { delivery: rules, programId } = context.program.program;
    const [first] = requests;
    if (!first) return [];
    if (!rules) throw refused(`Program ${programId} has no section "delivery": it writes to nobody`);
    if (requests.some(({ customerId }) => customerId !== first.customerId))
      throw refused('The requests are of several customers');
    const drafts = await Promise.all(
      requests.map((request) => draftNotification(request, { ...context, rules, hasher: deps.hasher })),
    );
    const facts = await factsFor(deps, drafts, context);
    const attempting: Attempting = { ...deps, tally: sendTally() };
    const outcomes: DeliveredNow[] = [];
    const calls: Promise<void>[] = [];
    let policy = facts.policies.get(first.customerId) ?? emptyPolicy(first.customerId);
    try {
      for (const draft of drafts) {
        const hand = handOver(attempting, context);
        const settled = await settleOne(deps, draft, { ...facts, ...context, policy, rules, claim: hand.claim });
        policy = settled.policy;
        const outcome: DeliveredNow = { ...settled.outcome, ...(settled.written && { state: settled.written.state }) };
        outcomes.push(outcome);
        if (settled.written?.state === 'sending') calls.push(sent(hand, settled.written, outcome));
      }
    } finally {
      // Nothing may still be under way when the function is frozen.
      await Promise.all(calls);
      reportOutcomes(deps.metrics, programId, outcomes);
      attempting.tally.report(deps.metrics);
    }
    return outcomes;
  };

/** A failure after the claim is nobody's to repeat: the lease runs out, and the ledger knows that nobody knows. */
const sent = async (hand: HandOver, claimed: Notification, outcome: DeliveredNow): Promise<void> => {
  try {
    outcome.state = await hand.send(claimed);
  } catch (error) {
    logger.error('message failed', { notificationId: claimed.id, error: error as Error });
  }
};

/** What is handed in is not read again: the transaction notices what has changed; pauses are looked at beside it. */
const factsFor = (
  deps: DeliverNowDeps,
  drafts: readonly Notification[],
  { policy, program }: DeliverNowContext,
): Promise<Facts> | Facts =>
  policy
    ? { policies: new Map([[policy.customerId, policy]]), flags: new Map() }
    : readFacts(deps, drafts, program.program.programId);

const refused = (why: string) =>
  new InvalidInputError(why, { whatToDo: 'Ask for one customer’s messages of a program with a section "delivery".' });
