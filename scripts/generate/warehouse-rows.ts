// Rows as the customer's warehouse keeps them. Times: `yyyy-mm-dd hh:mm:ss`, UTC, without zone (timestamp columns).

export type DeliveryRow = {
  customer_id: string | null;
  product_id: string | null;
  order_id: string | null;
  delivered_at: string | null;
  marketplace: string | null;
  delivery_status: string;
  loaded_at: string;
};
export type PurchaseRow = {
  order_id: string;
  customer_id: string;
  product_id: string;
  purchased_at: string;
  price: number;
  refunded: boolean | null;
};
export type ReviewRow = {
  review_id: string;
  customer_id: string;
  product_id: string;
  rating: number;
  created_at: string;
};

/** One row of the query in programs/product-reviews.yaml. */
export type QueryRow = {
  customer_id: string | null;
  subject: string | null;
  occasion: string | null;
  event_time: string | null;
  marketplace: string | null;
  loaded_at: string;
  purchased: boolean;
  refunded: boolean;
  reviewed: boolean;
};

/** Epoch milliseconds as a timestamp without zone. */
export const timestamp = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ');
