// Generated things as items of Herald's tables (docs/architecture.md, Tables).
import type { GeneratedCustomer } from './customer.ts';
import type { GeneratedProduct } from './product.ts';

type FeatureItem = { entity: string; featureGroup: string; eventTime: string; values: Record<string, number> };

/** Long before any day that is generated. */
const closedAt = '2026-01-04T12:00:00.000Z';

/** `customers` item, or nothing for a customer that the customer table does not know. */
export const customerItem = ({ known, customerId, status, flagged }: GeneratedCustomer) =>
  known ? { customerId, status, flagged, ...(status === 'closed' && { closedAt }) } : undefined;

export const productItem = ({ productId, openForReviews, title }: GeneratedProduct) => ({
  productId,
  openForReviews,
  title,
});

/** Feature group `engagement` of a customer, or nothing. `eventTime`: when the values were true, ISO 8601. */
export const engagementItem = (
  customer: GeneratedCustomer,
  eventTime: string,
  lifetimeValue: number,
): FeatureItem | undefined => {
  if (!customer.known || Object.keys(customer.storedEngagement).length === 0) return undefined;
  const values = { ...(customer.storedEngagement as Record<string, number>), lifetime_value: lifetimeValue };
  return { entity: `customer#${customer.customerId}`, featureGroup: 'engagement', eventTime, values };
};

/** Feature group `catalogue` of a product, or nothing. */
export const catalogueItem = (product: GeneratedProduct, eventTime: string): FeatureItem | undefined =>
  product.inFeatureStore
    ? { entity: `product#${product.productId}`, featureGroup: 'catalogue', eventTime, values: { ...product.catalogue } }
    : undefined;
