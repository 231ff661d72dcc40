// Errors of the SMS service: its own codes, in a JSON body. https://www.twilio.com/docs/api/errors
import type { SimulatedAnswer } from '../kit/simulator.ts';

const ERRORS: Record<number, [status: number, message: string]> = {
  20003: [401, 'Authenticate'],
  20404: [404, 'The requested resource was not found'],
  20429: [429, 'Too Many Requests'],
  20500: [500, 'An internal server error has occurred'],
  20503: [503, 'Service is temporarily unavailable'],
  21211: [400, "Invalid 'To' Phone Number"],
  21408: [400, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"],
  21602: [400, 'Message body is required.'],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21606: [400, "The 'From' phone number provided is not a valid, message-capable phone number."],
  21609: [400, "The 'StatusCallback' URL is not a valid URL."],
  21610: [400, 'Attempt to send to unsubscribed recipient'],
  21614: [400, "'To' number is not a valid mobile number"],
  21617: [400, 'The concatenated message body exceeds the 1600 character limit'],
  30001: [429, 'Queue overflow'],
};

export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly code: number;

  constructor(code: number) {
    super(ERRORS[code]?.[1] ?? `Error ${code}`);
    this.code = code;
  }
}

/** `retryAfterSeconds` goes with 429s; 1 unless a rule says otherwise. */
export const answerError = ({ code, message }: ServiceError, retryAfterSeconds = 1): SimulatedAnswer => {
  const status = ERRORS[code]?.[0] ?? 400;
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (status === 429) headers['retry-after'] = String(retryAfterSeconds);
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return { status, headers, body: { code, message, more_info, status } };
};

/** The service's own words for a status that a rule asks for. */
export const failureFor = (status: number): SimulatedAnswer => {
  const known = Object.entries(ERRORS).find(([, [each]]) => each === status)?.[0];
  const answer = answerError(new ServiceError(Number(known ?? (status < 500 ? 21_211 : 20_500))));
  return { ...answer, status, body: { ...(answer.body as object), status } };
};
