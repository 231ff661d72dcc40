// What the program's query returns for a delivery: the warehouse's joins, done where the truth is known.
import type { GeneratedDelivery } from './delivery.ts';
import type { QueryRow } from './warehouse-rows.ts';

/** A timestamp as Athena's UNLOAD writes it. */
const unloaded = (time: string) => `${time}.000`;

/** A delivery as a row of the extract. A damaged key finds no purchase and no review, as in the join. */
export const queryRowOf = ({ row, purchase, reviewed }: GeneratedDelivery): QueryRow => {
  const pairIntact = Boolean(row.customer_id) && row.product_id !== null;
  const purchased = pairIntact && row.order_id !== null && purchase !== undefined;
  return {
    customer_id: row.customer_id,
    subject: row.product_id,
    occasion: row.order_id,
    event_time: row.delivered_at === null ? null : unloaded(row.delivered_at),
    marketplace: row.marketplace,
    loaded_at: unloaded(row.loaded_at),
    purchased,
    refunded: purchased && purchase.refunded === true,
    reviewed: pairIntact && reviewed,
  };
};
