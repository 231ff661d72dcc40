// The gate's door: whoever wants to write to customers asks here, and only what is granted can exist.
import type { Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { PinnedProgram } from '../../shared/programs/pinned-program.ts';
import type { NotificationRequest } from '../domain/notification/notification.ts';
import type { AddressHasher, PauseFlags, PolicyStore } from '../ports.ts';
import { draftNotification } from './gate/draft-notification.ts';
import { type GateMetrics, reportOutcomes } from './gate/gate-metrics.ts';
import { readFacts } from './gate/read-facts.ts';
import { settleCustomer } from './gate/settle-customer.ts';
import type { RequestOutcome } from './gate/settle-one.ts';

export type { RequestOutcome } from './gate/settle-one.ts';

export type RequestNotificationsDeps = {
  policies: PolicyStore;
  pauseFlags: Pick<PauseFlags, 'get'>;
  hasher: AddressHasher;
  metrics: GateMetrics;
  /** Between tries for one customer; tests pass one that does not wait. */
  pause?: Pause;
};
/** `test`: a message of `sendTest`: it takes no cap and is in no report. `dryRun`: decides and writes nothing. */
type RequestContext = {
  program: PinnedProgram<AnyProgram>;
  templateHash: string;
  now: Date;
  test?: boolean;
  dryRun?: boolean;
};
/** Outcomes in input order. Asking again for the same message changes nothing: it `exists`. */
export type RequestNotifications = (
  requests: readonly NotificationRequest[],
  context: RequestContext,
) => Promise<RequestOutcome[]>;

/** As many as the store commits at once (adapters/grant-batches.ts): four transactions of 32 customers. */
const customersAtOnce = 128;

/**
 * Decides about messages by the contact policy and lets the granted ones exist, each in one transaction. Customers side by
 * side; the requests of one customer one after another, in input order.
 * @throws InvalidInputError when the program writes to nobody @throws TransientError when a customer's item stays contended
 */
export const requestNotifications =
  (deps: RequestNotificationsDeps): RequestNotifications =>
  async (requests, context) => {
    const { delivery: rules, programId } = context.program.program;
    if (!rules) throw withoutDelivery(programId);
    const drafts = await Promise.all(
      requests.map(async (request) => draftNotification(request, { ...context, rules, hasher: deps.hasher })),
    );
    const facts = await readFacts(deps, drafts, programId);
    const outcomes: RequestOutcome[] = [];
    const queue = byCustomer(drafts);
    const worker = async (): Promise<void> => {
      for (let own = queue.pop(); own; own = queue.pop()) {
        const settled = await settleCustomer(deps, own, { ...facts, rules, ...context });
        for (const [index, outcome] of settled) outcomes[index] = outcome;
      }
    };
    await Promise.all(Array.from({ length: Math.min(customersAtOnce, queue.length) }, worker));
    if (!context.test && !context.dryRun) reportOutcomes(deps.metrics, programId, outcomes);
    return outcomes;
  };

type Draft = Awaited<ReturnType<typeof draftNotification>>;

const byCustomer = (drafts: readonly Draft[]): [index: number, draft: Draft][][] => {
  const groups = new Map<string, [number, Draft][]>();
  for (const [index, draft] of drafts.entries()) {
    const group = groups.get(draft.customerId);
    if (group) group.push([index, draft]);
    else groups.set(draft.customerId, [[index, draft]]);
  }
  return [...groups.values()];
};

const withoutDelivery = (programId: string) =>
  new InvalidInputError(`Program ${programId} has no section "delivery": it writes to nobody`, {
    whatToDo: `Add "delivery" to programs/${programId}.yaml and apply.`,
  });
