import type { CaseActions } from '../../issues/index.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import type { CountMetrics } from '../../shared/metrics.ts';
import { type Callback, hasEnded } from '../domain/callback.ts';
import { firstLookAtCase } from '../domain/case-looks.ts';
import type { CallbackBook, Cases } from '../ports.ts';
import type { AskAfterCall } from './ask-after-call.ts';
import { updateCallback } from './update-callback.ts';

export type SettleCallbackDeps = {
  book: Pick<CallbackBook, 'get' | 'save'>;
  cases: Pick<Cases, 'get'>;
  actions: Pick<CaseActions, 'closeByAgent'>;
  askAfterCall: AskAfterCall;
  metrics: CountMetrics;
};

/** How the case is told. Agents who solve a ticket and leave the outcome out mean what they did. */
const endFor = ({ state, outcome }: Callback) => {
  if (state === 'done') return outcome ?? 'solved';
  return state === 'cancelled' ? 'cancelled' : 'not-reached';
};

/**
 * Tells everybody that a callback has ended: its case, and the customer, who is asked how it was. Each part is safe to
 * repeat; what broke off is found by watch-callbacks (`check: settle`).
 */
export const settleCallback = async (deps: SettleCallbackDeps, callback: Callback): Promise<void> => {
  if (!hasEnded(callback) || callback.settledAt !== undefined) return;
  const { callbackId, caseId, customerId, state } = callback;
  const at = callback.date[state] ?? callback.updatedAt;
  const outcome = endFor(callback);
  const closed = await deps.actions.closeByAgent(caseId, { callbackId, outcome, at });
  // Issues asks about resolutions without an agent, this about the others; nobody is asked about a call that reached nobody.
  const helped = outcome === 'solved' || (outcome === 'not-solved' && callback.kind === 'call');
  if (helped && closed.kind !== 'missing') await deps.askAfterCall(callback, closed.issue);
  const saved = await updateCallback(deps, callbackId, (seen) => {
    if (!hasEnded(seen) || seen.state !== state) return undefined;
    const { check: _done, ...rest } = seen;
    // A case whose escalation was called off may be opened again: then somebody has to hear of it.
    const isCalledOff = seen.state === 'cancelled' && seen.kind === 'escalation';
    return { ...rest, settledAt: at, ...(isCalledOff && { check: firstLookAtCase(at) }) };
  });
  if (saved.kind !== 'saved') return;
  deps.metrics.addMetric(`Callbacks_${state}`, 'Count', 1);
  if (outcome === 'solved' && closed.kind === 'changed') {
    const seconds = (Date.parse(at) - Date.parse(closed.issue.openedAt)) / 1_000;
    deps.metrics.addMetric('SecondsToResolutionByAgent', 'Seconds', seconds);
  }
  logger.info('callback settled', { callbackId, caseId, state, outcome, customer: customerHash(customerId) });
};
