// Rows that no program can use: what a real load brings along.
import type { GeneratedDelivery } from './delivery.ts';
import type { Random } from './random.ts';
import type { DeliveryRow } from './warehouse-rows.ts';
import { deliveryShares } from './world-parameters.ts';

const damages: readonly Partial<DeliveryRow>[] = [
  { customer_id: null },
  { customer_id: '' },
  { product_id: null },
  { order_id: null },
  { delivered_at: null },
  { marketplace: 'XX' },
  { marketplace: 'us ' },
  { marketplace: null },
];

/** The delivery, or (1 % of the time) a damaged copy. Its purchase and review stay in the warehouse. */
export const damaged = (delivery: GeneratedDelivery, random: Random): GeneratedDelivery => {
  if (!random.chance(deliveryShares.malformed)) return delivery;
  return { ...delivery, row: { ...delivery.row, ...random.pick(damages) }, malformed: true };
};
