// The calls of AWS that events make, by the reactive path's own entry (lambdas/issues/entry/handle-error-event.ts).
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Context } from 'aws-lambda';
import type { EventOutcome } from '../../../lambdas/issues/handlers/reactive/reactive-metrics.ts';
import { programId } from './deps.ts';

/** `after`: calls that had been answered one after another when this one was made. `provider`: it takes a message. */
type Call = { name: string; provider: boolean; after: number };

const environment = (url: string): Record<string, string> => ({
  ...{ AWS_ENDPOINT_URL: url, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' },
  ...{ POWERTOOLS_SERVICE_NAME: 'handle-error-event', POWERTOOLS_METRICS_NAMESPACE: 'Herald', BUCKET_DATA: 'data' },
  ...{ TABLE_ISSUES: 'issues', TABLE_CANDIDATES: 'candidates', TABLE_DECISIONS: 'decisions', TABLE_MODELS: 'models' },
  ...{ TABLE_CUSTOMERS: 'customers', TABLE_PRODUCTS: 'products', TABLE_SUPPORT: 'support', TABLE_FEATURES: 'features' },
  ...{
    TABLE_NOTIFICATIONS: 'notifications',
    TABLE_POLICY: 'policy',
    TABLE_LIMITS: 'limits',
    TABLE_CONTACTS: 'contacts',
  },
  ...{ SECRET_CONTACT_HASH: 'hash', SECRET_LINK_KEYS: 'links', SECRET_SMS_SERVICE: 'sms' },
  ...{ PAGES_URL: 'https://api.herald.example', WEB_URL: 'https://herald.example', SMS_SERVICE_URL: url },
  ...{ SES_CONFIGURATION_SET: 'herald', SMS_CONFIGURATION_SET: 'herald' },
  PROVIDER_RATES: JSON.stringify({ ses: 1_000, 'end-user-messaging': 1_000, 'sms-service': 1_000 }),
});

const nameOf = (request: ClientRequest): string =>
  String(request.getHeader('x-amz-target') ?? '').split('.')[1] ??
  `${request.method} ${request.path.startsWith('/v2/email/') ? 'email' : request.path.split('?')[0]}`;

const takesMessages = (name: string): boolean => name === 'SendTextMessage' || name === 'POST email';

/** Listens to this process' HTTP client: what is asked of AWS, and in which order. */
const recorder = () => {
  const calls: Call[] = [];
  const places = new WeakMap<object, number>();
  let answered = 0;
  const started = (message: unknown): void => {
    const { request } = message as { request: ClientRequest };
    const name = nameOf(request);
    places.set(request, answered + 1);
    calls.push({ name, provider: takesMessages(name), after: answered });
  };
  const finished = (message: unknown): void => {
    answered = Math.max(answered, places.get((message as { request: ClientRequest }).request) ?? 0);
  };
  subscribe('http.client.request.start', started);
  subscribe('http.client.response.finish', finished);
  return {
    /** Those since it was asked last. */
    taken: (): Call[] => {
      answered = 0;
      return calls.splice(0);
    },
    end: () => {
      unsubscribe('http.client.request.start', started);
      unsubscribe('http.client.response.finish', finished);
    },
  };
};

const context = { functionName: 'handle-error-event', awsRequestId: 'bench' } as Context;

export type Wired = {
  /** @returns the event's outcome and the calls it made */
  send: (event: unknown) => Promise<{ outcome: EventOutcome; calls: Call[] }>;
  end: () => void;
};

/** Starts the entry against a stand-in of AWS (stand-in-aws.ts); once per process. Sets this process' environment. */
export const wiredPath = async (awsUrl: string): Promise<Wired> => {
  const before = { ...process.env };
  Object.assign(process.env, environment(awsUrl));
  const { handler } = await import('../../../lambdas/issues/entry/handle-error-event.ts');
  const recorded = recorder();
  return {
    send: async (event) => {
      recorded.taken();
      const outcome = await handler({ programId, event }, context);
      return { outcome, calls: recorded.taken() };
    },
    end: () => {
      recorded.end();
      // What else this process does must not meet the stand-in.
      for (const name of Object.keys(environment(awsUrl))) delete process.env[name];
      Object.assign(process.env, before);
    },
  };
};

/** What an event waited for, in calls answered one after another, before its first message was handed to a provider. */
export const roundTrips = (calls: readonly Call[]): number =>
  Math.min(...calls.filter(({ provider }) => provider).map(({ after }) => after));
