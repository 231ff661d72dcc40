import * as z from 'zod';
import { parseStreamRecord } from '../domain/receipts/stream-record.ts';
import { settleAll } from './receipts/settle-all.ts';
import { type SettleReceiptDeps, settleParsed } from './receipts/settle-receipt.ts';

const kinesisEvent = z.object({
  Records: z.array(z.object({ kinesis: z.object({ sequenceNumber: z.string(), data: z.string() }) })),
});

/**
 * Receipts of SMS from the stream, up to 25 at a time, independently of each other. A record that is none is kept aside
 * with its reason: a poison record must not block its shard.
 */
export const createSmsStatusConsumer = (deps: SettleReceiptDeps) => (event: unknown) => {
  const { Records } = kinesisEvent.parse(event);
  return settleAll(
    Records.map(({ kinesis: { sequenceNumber, data } }) => {
      const text = Buffer.from(data, 'base64').toString('utf8');
      return { id: sequenceNumber, settle: () => settleParsed(deps)(parseStreamRecord(text), text) };
    }),
  );
};
