// Discovery's own words: the gateway's faults, and the API's error list.
import type { SimulatedAnswer } from '../kit/simulator.ts';

const fault = (status: number, faultstring: string, errorcode: string): SimulatedAnswer => ({
  status,
  body: { fault: { faultstring, detail: { errorcode } } },
});

export const invalidKey = fault(401, 'Invalid ApiKey', 'oauth.v2.InvalidApiKey');
export const spike = fault(429, 'Spike arrest violation.', 'policies.ratelimit.SpikeArrestViolation');
export const quota = fault(429, 'Rate limit quota violation.', 'policies.ratelimit.QuotaViolation');

export const notFound = (id: string): SimulatedAnswer => {
  const detail = `Resource not found with provided criteria (locale=en-us, id=${id})`;
  const _links = { about: { href: '/discovery/v2/errors.html#DIS1004' } };
  return { status: 404, body: { errors: [{ code: 'DIS1004', detail, status: '404', _links }] } };
};

export const failureFor = (status: number): SimulatedAnswer => {
  if (status === 401) return invalidKey;
  if (status === 429) return spike;
  if (status === 404) return notFound('unknown');
  return fault(status, 'The service is unavailable', 'messaging.adaptors.http.flow.ServiceUnavailable');
};
