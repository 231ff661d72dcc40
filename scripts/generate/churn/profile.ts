// What kind of customer somebody is, in the shape of churn-baseline-v1's features (group `profile`). Made up: the shares are
// round numbers near those of the public data, no row of it is copied.
import { type Random, randomFor } from '../random.ts';

export type Profile = {
  tenure_months: number;
  monthly_charges: number;
  contract_months: number;
  has_internet: number;
  fiber_internet: number;
  electronic_check: number;
  automatic_payment: number;
  paperless_billing: number;
  online_security: number;
  tech_support: number;
  online_backup: number;
  device_protection: number;
  streaming_tv: number;
  streaming_movies: number;
  multiple_lines: number;
  phone_service: number;
};

const tenureOf = (random: Random): number => Math.max(1, Math.round(72 * random.next() ** 1.4));

/** Long-standing customers have the longer contracts. */
const contractOf = (tenure: number, random: Random): number => {
  const draw = random.next() + (tenure - 32) / 90;
  if (draw < 0.55) return 1;
  return draw < 0.85 ? 12 : 24;
};

/** A base price, more for fibre, a little for each service. */
const chargesOf = (services: Omit<Profile, 'monthly_charges' | 'tenure_months'>, random: Random): number => {
  const extras = [
    services.online_security,
    services.tech_support,
    services.online_backup,
    services.device_protection,
    services.multiple_lines,
  ].filter(Boolean).length;
  const streaming = services.streaming_tv + services.streaming_movies;
  const base = 20 + 25 * services.has_internet + 25 * services.fiber_internet;
  return Number((base + 5 * extras + 10 * streaming + random.normal(0, 1)).toFixed(2));
};

const servicesOf = (tenure: number, random: Random) => {
  const internet = random.chance(0.79);
  const payment = random.next();
  const has = (share: number) => Number(internet && random.chance(share));
  return {
    contract_months: contractOf(tenure, random),
    has_internet: Number(internet),
    fiber_internet: has(0.56),
    electronic_check: Number(payment < 0.33),
    automatic_payment: Number(payment > 0.56),
    paperless_billing: Number(random.chance(0.59)),
    online_security: has(0.37),
    tech_support: has(0.37),
    online_backup: has(0.44),
    device_protection: has(0.44),
    streaming_tv: has(0.49),
    streaming_movies: has(0.49),
    multiple_lines: Number(random.chance(0.42)),
    phone_service: Number(random.chance(0.9)),
  };
};

/** The profile of the customer of a number. */
export const profileOf = (seed: number, number: number): Profile => {
  const random = randomFor(seed, 'profile', number);
  const tenure = tenureOf(random);
  const services = servicesOf(tenure, random);
  return { tenure_months: tenure, monthly_charges: chargesOf(services, random), ...services };
};

/** What the customer has paid so far, in US dollars. */
export const lifetimeValueOf = ({ tenure_months, monthly_charges }: Profile): number =>
  Number((tenure_months * monthly_charges).toFixed(2));
