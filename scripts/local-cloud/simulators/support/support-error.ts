// Errors of the support system, in the shapes of Zendesk's API. https://developer.zendesk.com/api-reference/introduction/requests/
import type { SimulatedAnswer } from '../kit/simulator.ts';

const ERRORS: Record<string, [status: number, description: string]> = {
  IdempotentRequestError: [400, 'Request parameters are different than those used in the original request'],
  CouldNotAuthenticate: [401, "Couldn't authenticate you"],
  Forbidden: [403, 'You do not have access to this page'],
  RecordNotFound: [404, 'Not found'],
  InvalidEndpoint: [404, 'Not found'],
  UpdateConflict: [409, 'Safe Update prevented the update due to outdated ticket data'],
  RecordInvalid: [422, 'Record validation errors'],
  TooManyRequests: [429, 'Rate limit for API requests exceeded'],
  InternalError: [500, 'Internal error'],
  ServiceUnavailable: [503, 'Service unavailable'],
};

/** `details`: what is wrong by field, as Zendesk lists it. */
export class SupportError extends Error {
  override readonly name = 'SupportError';
  readonly code: string;
  readonly details: Record<string, string> | undefined;

  constructor(code: string, details?: Record<string, string>) {
    super(ERRORS[code]?.[1] ?? code);
    this.code = code;
    this.details = details;
  }
}

const detailsOf = (details: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(details).map(([field, description]) => [field, [{ description, error: 'InvalidValue' }]]),
  );

/** `retryAfterSeconds` goes with 429s and, if a rule gives it, with 503s. */
export const answerError = ({ code, message, details }: SupportError, retryAfterSeconds?: number): SimulatedAnswer => {
  const status = ERRORS[code]?.[0] ?? 400;
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if (status === 429) headers['retry-after'] = String(retryAfterSeconds ?? 1);
  else if (status === 503 && retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  if (status === 401) return { status, headers, body: { error: message } };
  return {
    status,
    headers,
    body: { error: code, description: message, ...(details && { details: detailsOf(details) }) },
  };
};

/** The service's own words for a status that a rule asks for. */
export const failureFor = (status: number): SimulatedAnswer => {
  const known = Object.entries(ERRORS).find(([, [each]]) => each === status)?.[0];
  return { ...answerError(new SupportError(known ?? (status < 500 ? 'RecordInvalid' : 'InternalError'))), status };
};
