import { logger } from '../../shared/logger.ts';
import { parseSesEvent } from '../domain/receipts/ses-receipt.ts';
import { type SettleReceiptDeps, settleReceipt } from './receipts/settle-receipt.ts';

/** One event of SES from EventBridge. Events that say nothing about a message of ours are counted and left. */
export const createSesEvents =
  (deps: SettleReceiptDeps) =>
  async (event: unknown): Promise<void> => {
    const parsed = parseSesEvent(event);
    if (parsed.kind === 'refused') {
      deps.metrics.addMetric('ReceiptsMalformed', 'Count', 1);
      logger.warn('e-mail event refused', { reason: parsed.reason });
      return;
    }
    const { status, notificationId } = parsed.receipt;
    const settled = await settleReceipt(deps)(parsed.receipt);
    logger.info('e-mail event settled', { status, notificationId, settled });
  };
