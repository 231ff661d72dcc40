// Items of the table `features` that the churn models read beside `engagement`, for a generated customer.
import { randomFor } from '../random.ts';
import { lifetimeValueOf, profileOf } from './profile.ts';
import { telemetryOf } from './situation.ts';

type Customer = { number: number; customerId: string; engagement: { engagement_score: number } };
type FeatureItem = { entity: string; featureGroup: string; eventTime: string; values: Record<string, number> };

/** Groups `profile` and `telemetry`. One customer in fifty has no telemetry: the app was never opened. */
export const churnFeatureItems = (seed: number, customer: Customer, eventTime: string): FeatureItem[] => {
  const random = randomFor(seed, 'telemetry', customer.number);
  const item = (featureGroup: string, values: Record<string, number>) => {
    return { entity: `customer#${customer.customerId}`, featureGroup, eventTime, values };
  };
  const profile = item('profile', { ...profileOf(seed, customer.number) });
  if (random.chance(0.02)) return [profile];
  return [profile, item('telemetry', { ...telemetryOf(customer.engagement.engagement_score, random) })];
};

/** Part of group `engagement`, in US dollars. */
export const lifetimeValueOfCustomer = (seed: number, number: number): number =>
  lifetimeValueOf(profileOf(seed, number));
