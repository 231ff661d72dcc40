// Deliveries that the program's query must leave out: other load dates, and parcels that never arrived.
import { customerOf } from './customer.ts';
import type { GeneratedProduct } from './product.ts';
import { type Random, randomFor } from './random.ts';
import { sizes, type WorldRequest } from './sizes.ts';
import { type DeliveryRow, timestamp } from './warehouse-rows.ts';

const dayLong = 86_400_000;
const unfinished = ['IN_TRANSIT', 'RETURNED', 'LOST', 'completed?'] as const;

const otherRow = (products: readonly GeneratedProduct[], request: WorldRequest, random: Random, dayStart: number) => {
  const customer = customerOf(request.seed, 1 + random.below(sizes[request.size].deliveries / 3));
  const at = dayStart + random.below(86_400) * 1000;
  const row: DeliveryRow = {
    customer_id: customer.customerId,
    product_id: random.pick(products).productId,
    order_id: `X${Math.floor(dayStart / dayLong)}-${random.below(2 ** 31)}`,
    delivered_at: timestamp(at),
    marketplace: customer.marketplace,
    delivery_status: 'COMPLETED',
    loaded_at: timestamp(at),
  };
  return row;
};

/** Rows by load date: two earlier days and the day after (2 % of the size each), all completed. */
export function* otherDays(products: readonly GeneratedProduct[], request: WorldRequest) {
  const start = Date.parse(`${request.day}T00:00:00Z`);
  for (const offset of [-2, -1, 1]) {
    const random = randomFor(request.seed, 'other-day', request.day, offset);
    const dayStart = start + offset * dayLong;
    const count = Math.floor(sizes[request.size].deliveries * 0.02);
    for (let i = 0; i < count; i++)
      yield {
        loadDate: new Date(dayStart).toISOString().slice(0, 10),
        row: otherRow(products, request, random, dayStart),
      };
  }
}

/** Rows of the day itself that are not `COMPLETED` (3 % of the size). */
export function* unfinishedDeliveries(products: readonly GeneratedProduct[], request: WorldRequest) {
  const random = randomFor(request.seed, 'unfinished', request.day);
  const dayStart = Date.parse(`${request.day}T00:00:00Z`);
  const count = Math.floor(sizes[request.size].deliveries * 0.03);
  for (let i = 0; i < count; i++)
    yield { ...otherRow(products, request, random, dayStart), delivery_status: random.pick(unfinished) };
}
