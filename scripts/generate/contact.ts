// How a customer can be reached. Addresses end in example.com and numbers are reserved for fiction: nobody has them.
import { bigCustomerNumber, type GeneratedCustomer } from './customer.ts';
import { randomFor } from './random.ts';
import { contactShares } from './world-parameters.ts';

/** The `contacts` item of a customer (docs/architecture.md, Tables). */
export type ContactItem = {
  pk: string;
  customerId: string;
  email?: string;
  phone?: string;
  firstName?: string;
  locale: string;
  zone: string;
  marketplace: string;
};

const places: Record<string, { locale: string; zones: string[]; phone: (n: number) => string }> = {
  US: { locale: 'en-US', zones: ['America/New_York', 'America/Chicago', 'America/Los_Angeles'], phone: northAmerican },
  UK: { locale: 'en-GB', zones: ['Europe/London'], phone: (n) => `+447700900${digits(n, 3)}` },
  DE: { locale: 'de-DE', zones: ['Europe/Berlin'], phone: (n) => `+4915228817${digits(n, 3)}` },
  FR: { locale: 'fr-FR', zones: ['Europe/Paris'], phone: (n) => `+33639980${digits(n, 3)}` },
  JP: { locale: 'ja-JP', zones: ['Asia/Tokyo'], phone: (n) => `+8190${digits(n, 8)}` },
  IN: { locale: 'en-IN', zones: ['Asia/Kolkata'], phone: (n) => `+9198${digits(n, 8)}` },
  BR: { locale: 'pt-BR', zones: ['America/Sao_Paulo'], phone: (n) => `+55119${digits(n, 8)}` },
  AU: { locale: 'en-AU', zones: ['Australia/Sydney', 'Australia/Perth'], phone: (n) => `+61491570${digits(n, 3)}` },
};
const firstNames = ['Alex', 'Sam', 'Kim', 'Maria', 'Noah', 'Yuki', 'Léa', 'Jonas', 'Priya', 'João', 'Zoë', 'Olga'];

function digits(value: number, count: number): string {
  return String(value % 10 ** count).padStart(count, '0');
}

function northAmerican(value: number): string {
  return `+1${202 + (value % 7)}555${digits(value, 4)}`;
}

/** Nothing for customers the customer table has never heard of. */
export const contactOf = (seed: number, customer: GeneratedCustomer): ContactItem | undefined => {
  const place = places[customer.marketplace];
  if (!customer.known || !place) return undefined;
  const random = randomFor(seed, 'contact', customer.number);
  const { customerId, number, marketplace } = customer;
  const reachable = number === bigCustomerNumber || !random.chance(contactShares.withoutEmail);
  const zone = random.pick(place.zones);
  const phone = random.chance(contactShares.withPhone) ? place.phone(number) : undefined;
  const firstName = random.chance(contactShares.withoutName) ? undefined : random.pick(firstNames);
  return {
    ...{ pk: `C#${customerId}`, customerId, marketplace, locale: place.locale, zone },
    ...(reachable && { email: `customer-${number}@example.com` }),
    ...(phone && { phone }),
    ...(firstName && { firstName }),
  };
};
