import { messageOf } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { Settled } from './settle-receipt.ts';

type BatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

/**
 * Settles the records of a batch side by side; those that failed are reported, so that only they come again. (Of a
 * Kinesis batch Lambda repeats from the first failure on: the others are settled twice, which changes nothing.)
 * @param records `id`: as Lambda wants it reported
 */
export const settleAll = async (
  records: readonly { id: string; settle(): Promise<Settled> }[],
): Promise<BatchResponse> => {
  const outcomes = await Promise.allSettled(records.map(({ settle }) => settle()));
  const counts: Record<string, number> = {};
  const batchItemFailures: BatchResponse['batchItemFailures'] = [];
  for (const [index, outcome] of outcomes.entries()) {
    const what = outcome.status === 'fulfilled' ? outcome.value : 'failed';
    counts[what] = (counts[what] ?? 0) + 1;
    if (outcome.status === 'fulfilled') continue;
    batchItemFailures.push({ itemIdentifier: records[index]?.id ?? '' });
    logger.warn('receipt failed, comes again', { error: messageOf(outcome.reason) });
  }
  logger.info('receipts settled', { counts });
  return { batchItemFailures };
};
