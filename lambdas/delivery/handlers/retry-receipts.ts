import * as z from 'zod';
import { parseParked } from '../domain/receipts/parked-receipt.ts';
import { refusedReceipt } from '../domain/receipts/receipt.ts';
import { jsonOf } from '../domain/receipts/stream-record.ts';
import { settleAll } from './receipts/settle-all.ts';
import { type SettleReceiptDeps, settleParsed, settleReceipt } from './receipts/settle-receipt.ts';

const sqsEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** Looks again for the messages of parked receipts; those not found wait longer, in the end they are given up. */
export const createRetryReceipts = (deps: SettleReceiptDeps) => (event: unknown) =>
  settleAll(
    sqsEvent.parse(event).Records.map(({ messageId, body }) => ({
      id: messageId,
      settle: () => {
        const parked = parseParked(jsonOf(body));
        if (!parked) return settleParsed(deps)(refusedReceipt('not-a-parked-receipt'), body);
        return settleReceipt(deps)(parked.receipt, parked.tries);
      },
    })),
  );
