import type { ProviderName } from '../notification/notification.ts';

/**
 * What a provider or carrier says later, in one shape for all of them. `notificationId` and `attempt` come from the
 * echo field. `at`: ISO 8601. `bounce`/`complaint`/`optOut` feed suppression.
 */
export type Receipt = {
  provider: ProviderName;
  notificationId?: string;
  attempt?: number;
  providerMessageId?: string;
  status: 'accepted' | 'sent' | 'delivered' | 'failed' | 'delayed' | 'opened' | 'clicked' | 'complained';
  at: string;
  code?: string;
  message?: string;
  suppress?: 'bounce' | 'complaint' | 'stop' | 'invalid';
  cost?: { parts?: number; usd?: number };
};
