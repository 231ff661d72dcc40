// The deliveries of one customer on one day, with the purchases and reviews behind them.
import { bigCustomerNumber, type GeneratedCustomer } from './customer.ts';
import { damaged } from './dirt.ts';
import type { GeneratedProduct } from './product.ts';
import { type Random, randomFor } from './random.ts';
import { type DeliveryRow, type PurchaseRow, type ReviewRow, timestamp } from './warehouse-rows.ts';
import { deliveryShares } from './world-parameters.ts';

export type GeneratedDelivery = {
  product: GeneratedProduct;
  row: DeliveryRow;
  purchase: PurchaseRow | undefined;
  reviewed: boolean;
  /** Set for the first delivery of a product that the customer has reviewed. */
  review: ReviewRow | undefined;
  malformed: boolean;
  /** The same parcel, scanned a second time: its purchase is the first one's. */
  again: boolean;
};

export type DeliveryRequest = {
  seed: number;
  customer: GeneratedCustomer;
  products: readonly GeneratedProduct[];
  /** Epoch milliseconds of midnight UTC at the start of the day. */
  dayStart: number;
  /** How many rows at most, duplicates included. */
  atMost: number;
};

const dayLong = 86_400_000;

/** Popular products more often, none twice; the big customer goes through the whole catalogue, again and again. */
const productsOf = ({ customer, products, atMost }: DeliveryRequest, random: Random): GeneratedProduct[] => {
  const wanted = Math.min(customer.deliveries, atMost);
  if (customer.number === bigCustomerNumber)
    return Array.from({ length: wanted }, (_, i) => products[i % products.length] as GeneratedProduct);
  const chosen = new Set<number>();
  while (chosen.size < wanted) chosen.add(Math.floor(random.next() ** 1.5 * products.length));
  return [...chosen].map((index) => products[index] as GeneratedProduct);
};

type Parcel = { row: DeliveryRow; product: GeneratedProduct; deliveredAt: number };

const purchaseOf = ({ row, product, deliveredAt }: Parcel, random: Random): PurchaseRow | undefined => {
  if (random.chance(deliveryShares.notPurchased)) return undefined;
  const refunded = random.chance(deliveryShares.refunded / (1 - deliveryShares.notPurchased));
  return {
    order_id: row.order_id as string,
    customer_id: row.customer_id as string,
    product_id: product.productId,
    purchased_at: timestamp(deliveredAt - (1 + random.below(6)) * dayLong),
    price: product.catalogue.price,
    // Some shops leave the column empty instead of false.
    refunded: refunded || (random.chance(0.05) ? null : false),
  };
};

const parcelOf = (request: DeliveryRequest, product: GeneratedProduct, about: { order: string; random: Random }) => {
  const { order, random } = about;
  const late = random.chance(deliveryShares.late);
  const second = random.below(23 * 3600) * 1000;
  const deliveredAt = request.dayStart + second - (late ? (1 + random.below(9)) * dayLong : 0);
  const row: DeliveryRow = {
    customer_id: request.customer.customerId,
    product_id: product.productId,
    order_id: order,
    delivered_at: timestamp(deliveredAt),
    marketplace: request.customer.marketplace,
    delivery_status: 'COMPLETED',
    loaded_at: timestamp(request.dayStart + second + random.below(3600) * 1000),
  };
  return { row, product, deliveredAt };
};

const reviewOf = ({ row, deliveredAt }: Parcel, random: Random): ReviewRow => ({
  review_id: `R-${row.order_id}`,
  customer_id: row.customer_id as string,
  product_id: row.product_id as string,
  rating: 1 + random.below(5),
  created_at: timestamp(deliveredAt - random.below(200) * dayLong),
});

/** The same parcel scanned twice: same order, a little later. */
const scannedAgain = (delivery: GeneratedDelivery, random: Random): GeneratedDelivery => {
  const at = Date.parse(`${delivery.row.delivered_at}Z`) + (1 + random.below(1800)) * 1000;
  return { ...delivery, row: { ...delivery.row, delivered_at: timestamp(at) }, review: undefined, again: true };
};

/** What was delivered to a customer, in the order of the warehouse's own log. */
export const deliveriesOf = (request: DeliveryRequest): GeneratedDelivery[] => {
  const dayCode = Math.floor(request.dayStart / dayLong);
  const random = randomFor(request.seed, 'deliveries', dayCode, request.customer.number);
  const reviewed = new Map<string, boolean>();
  const deliveries: GeneratedDelivery[] = [];
  for (const [index, product] of productsOf(request, random).entries()) {
    if (deliveries.length >= request.atMost) break;
    const order = `O${dayCode}-${request.customer.number}-${index}`;
    const parcel = parcelOf(request, product, { order, random });
    const before = reviewed.get(product.productId);
    const isReviewed = before ?? random.chance(deliveryShares.reviewed);
    reviewed.set(product.productId, isReviewed);
    const delivery: GeneratedDelivery = {
      product,
      row: parcel.row,
      purchase: purchaseOf(parcel, random),
      reviewed: isReviewed,
      review: isReviewed && before === undefined ? reviewOf(parcel, random) : undefined,
      malformed: false,
      again: false,
    };
    deliveries.push(delivery);
    if (random.chance(deliveryShares.duplicated) && deliveries.length < request.atMost)
      deliveries.push(scannedAgain(delivery, random));
  }
  return deliveries.map((delivery) => damaged(delivery, random));
};
