import type { Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { NotificationEvent } from '../../domain/notification/notification-event.ts';
import { advance } from '../../domain/notification/transitions.ts';
import type { Receipt } from '../../domain/receipts/receipt.ts';
import type { NotificationLedger, PolicyStore } from '../../ports.ts';
import { updateNotification } from '../update-notification.ts';

export type ApplyReceiptDeps = {
  ledger: Pick<NotificationLedger, 'get' | 'save' | 'byProviderMessageId'>;
  policies: Pick<PolicyStore, 'suppress'>;
  clock: Clock;
  /** Between tries of one write; tests pass one that does not wait. */
  pause?: Pause;
};
/** `unknown`: no message of ours, or not yet. `refused`: the table of transitions does not have it. */
export type Applied = 'saved' | 'unchanged' | 'refused' | 'unknown';

/**
 * Merges a receipt into the ledger, matched by the echoed id first, then by the provider's. A dead contact point is
 * suppressed before: of a crash in between the repetition makes up. Safe to repeat, in any order.
 * @throws TransientError when the ledger stays contended or away
 */
export const applyReceipt =
  ({ ledger, policies, clock, pause }: ApplyReceiptDeps) =>
  async (receipt: Receipt): Promise<Applied> => {
    const seen = await findMessage(ledger, receipt);
    if (!seen) return 'unknown';
    if (receipt.suppress) {
      const { suppress: reason, at, provider } = receipt;
      await policies.suppress({ addressHash: seen.addressHash, reason, at, source: `receipt:${provider}` });
    }
    const now = clock.now().toISOString();
    const decide = (stored: typeof seen) => advance(stored, eventOf(receipt), now);
    const { kind } = await updateNotification(ledger, seen.id, decide, { seen, ...(pause && { pause }) });
    return kind === 'missing' ? 'unknown' : kind;
  };

const findMessage = async (ledger: ApplyReceiptDeps['ledger'], { notificationId, providerMessageId }: Receipt) => {
  const echoed = notificationId === undefined ? undefined : await ledger.get(notificationId);
  if (echoed || providerMessageId === undefined) return echoed;
  const id = await ledger.byProviderMessageId(providerMessageId);
  return id === undefined ? undefined : ledger.get(id);
};

const eventOf = (receipt: Receipt): NotificationEvent => {
  const { status, machine, at } = receipt;
  if (machine && status === 'opened') return { kind: 'response', response: 'machineOpened', at };
  if (machine && status === 'clicked') return { kind: 'response', response: 'machineClicked', at };
  return { kind: 'receipt', receipt };
};
