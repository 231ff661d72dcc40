import { logger } from '../../../shared/logger.ts';
import type { CountMetrics } from '../../../shared/metrics.ts';
import { mostTries } from '../../domain/receipts/parked-receipt.ts';
import type { ParsedReceipt, Receipt } from '../../domain/receipts/receipt.ts';
import type { ReceiptPark } from '../../ports.ts';
import { type Applied, type ApplyReceiptDeps, applyReceipt } from './apply-receipt.ts';

export type SettleReceiptDeps = ApplyReceiptDeps & { park: ReceiptPark; metrics: CountMetrics };
export type Settled = Exclude<Applied, 'unknown'> | 'parked' | 'buried' | 'malformed';

const metricNames: Record<Settled, string> = {
  saved: 'ReceiptsApplied',
  unchanged: 'ReceiptsRepeated',
  refused: 'ReceiptsRefused',
  parked: 'ReceiptsParked',
  buried: 'ReceiptsGivenUp',
  malformed: 'ReceiptsMalformed',
};

/** Applies a receipt, or parks it; one whose message was looked for too often is given up. Counts what came of it. */
export const settleReceipt =
  (deps: SettleReceiptDeps) =>
  async (receipt: Receipt, tries = 0): Promise<Settled> => {
    const applied = await applyReceipt(deps)(receipt);
    const settled = applied === 'unknown' ? await setAside(deps.park, receipt, tries + 1) : applied;
    deps.metrics.addMetric(metricNames[settled], 'Count', 1);
    return settled;
  };

/** The same for what has just been read; what is no receipt is kept with its reason and blocks nobody. */
export const settleParsed =
  (deps: SettleReceiptDeps) =>
  async (parsed: ParsedReceipt, text: string): Promise<Settled> => {
    if (parsed.kind === 'receipt') return settleReceipt(deps)(parsed.receipt);
    logger.warn('receipt refused', { reason: parsed.reason });
    await deps.park.bury({ reason: parsed.reason, text });
    deps.metrics.addMetric(metricNames.malformed, 'Count', 1);
    return 'malformed';
  };

const setAside = async (park: ReceiptPark, receipt: Receipt, tries: number): Promise<'parked' | 'buried'> => {
  if (tries < mostTries) {
    await park.park(receipt, tries);
    return 'parked';
  }
  await park.bury({ reason: 'no-such-message', receipt });
  return 'buried';
};
