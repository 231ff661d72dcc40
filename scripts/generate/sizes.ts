// How much of the world each size shows. The big customer is 1.4 % of the deliveries at every size (7,000 in large),
// so that the shares of the funnel do not depend on the size.

export const sizes = {
  small: { deliveries: 5_000, products: 500, bigCustomerDeliveries: 70 },
  medium: { deliveries: 50_000, products: 2_000, bigCustomerDeliveries: 700 },
  large: { deliveries: 500_000, products: 5_000, bigCustomerDeliveries: 7_000 },
} as const;

export type Size = keyof typeof sizes;

/** What decides every byte of the output. `day`: yyyy-mm-dd (UTC), the load date of the deliveries. */
export type WorldRequest = { size: Size; seed: number; day: string };

export const isSize = (text: string): text is Size => text in sizes;

export const defaultSeed = 42;
