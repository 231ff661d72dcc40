// The account's own settings and its list of suppressed addresses.
import type { Call } from './call.ts';
import { notFound } from './ses-error.ts';
import type { SesState } from './state.ts';

/** `/v2/email/account…` */
export const onAccount = (state: SesState, { method, rest, body }: Call): unknown => {
  if (method === 'PUT' && rest[0] === 'suppression')
    state.suppressedReasons = (body.SuppressedReasons ?? []) as string[];
  else if (method !== 'GET' || rest[0] !== undefined) throw notFound(`Operation ${method} on ${rest.join('/')}`);
  return {
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    EnforcementStatus: 'HEALTHY',
    SendQuota: { Max24HourSend: 500_000, MaxSendRate: 100, SentLast24Hours: 0 },
    SuppressionAttributes: { SuppressedReasons: state.suppressedReasons },
  };
};

const summary = ({ suppressed }: SesState, address: string) => ({ EmailAddress: address, ...suppressed[address] });

/** `/v2/email/suppression/addresses…` */
export const onSuppression = (state: SesState, { method, rest, body }: Call): unknown => {
  const [, named] = rest;
  const address = String(named ?? body.EmailAddress ?? '').toLowerCase();
  if (method === 'PUT') {
    state.suppressed[address] = { Reason: String(body.Reason), LastUpdateTime: Date.now() / 1000 };
    return {};
  }
  if (named === undefined)
    return { SuppressedDestinationSummaries: Object.keys(state.suppressed).map((each) => summary(state, each)) };
  if (!Object.hasOwn(state.suppressed, address)) throw notFound(`Email address ${address}`);
  if (method === 'GET') return { SuppressedDestination: summary(state, address) };
  delete state.suppressed[address];
  return {};
};
