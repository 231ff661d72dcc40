import type { Notification } from '../../../delivery/index.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the message called customer and product: the page says the same. Empty where it named none. */
export const namesOf = ({ variables }: Pick<Notification, 'variables'>): { firstName: string; product: string } => ({
  firstName: text(variables.firstName),
  product: text(variables.productName),
});
