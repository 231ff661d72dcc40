// The demo customer as items of Herald's tables.
import { demoCustomerId, demoEngagement, demoProfile, demoTelemetry } from './demo-customer.ts';

const pk = `C#${demoCustomerId}`;
/** Well before any day that is generated. */
const since = '2026-01-05T09:00:00.000Z';

/** `policy`: said yes to marketing e-mail long ago; messages about an issue of one's own need no consent. */
export const demoCustomerItems = (eventTime: string) => {
  const group = (featureGroup: string, values: Record<string, number>) => {
    return { entity: `customer#${demoCustomerId}`, featureGroup, eventTime, values };
  };
  return {
    customer: { customerId: demoCustomerId, status: 'active', flagged: false },
    contact: {
      ...{ pk, customerId: demoCustomerId, firstName: 'Alex', email: 'customer-c789@example.com' },
      ...{ phone: '+12025550178', locale: 'en-US', zone: 'America/New_York', marketplace: 'US' },
    },
    policy: {
      ...{ pk, version: 1, optOuts: [], grants: {} },
      consent: { marketing: { email: { granted: true, at: since, source: 'import' } } },
    },
    features: [
      group('profile', { ...demoProfile }),
      group('engagement', { ...demoEngagement, review_history: 3, trust_score: 0.95 }),
      group('telemetry', { ...demoTelemetry }),
    ],
  };
};
