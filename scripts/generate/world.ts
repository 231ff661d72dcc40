// The world customer by customer: memory does not grow with the size.

import { type PolicyItem, policyOf } from './contact-history.ts';
import { bigCustomerNumber, customerOf, type GeneratedCustomer } from './customer.ts';
import { deliveriesOf, type GeneratedDelivery } from './delivery.ts';
import { type GeneratedProduct, productOf } from './product.ts';
import { sizes, type WorldRequest } from './sizes.ts';

export type CustomerDay = {
  customer: GeneratedCustomer;
  policy: PolicyItem | undefined;
  deliveries: GeneratedDelivery[];
};

const dayLong = 86_400_000;

/** Every product of the world, at most 5,000. */
export const productsOfWorld = ({ size, seed }: WorldRequest): GeneratedProduct[] =>
  Array.from({ length: sizes[size].products }, (_, number) => productOf(seed, number));

/** Customers with the deliveries of the day, until exactly the size's number of rows is there. */
export function* customerDays(request: WorldRequest, products: readonly GeneratedProduct[]): Generator<CustomerDay> {
  const dayStart = Date.parse(`${request.day}T00:00:00Z`);
  let left: number = sizes[request.size].deliveries;
  for (let number = 0; left > 0; number++) {
    const customer = customerOf(request.seed, number);
    if (number === bigCustomerNumber) customer.deliveries = sizes[request.size].bigCustomerDeliveries;
    // The big customer's parcels are counted before scanning errors: 7,000 in large.
    const atMost = number === bigCustomerNumber ? customer.deliveries : left;
    const deliveries = deliveriesOf({ seed: request.seed, customer, products, dayStart, atMost });
    left -= deliveries.length;
    yield { customer, policy: policyOf(request.seed, customer, dayStart + dayLong), deliveries };
  }
}
