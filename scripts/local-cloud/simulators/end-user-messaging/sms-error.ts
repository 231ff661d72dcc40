// Errors of End User Messaging SMS as its API model has them (JSON 1.0: `__type`, `Message` and a reason in the body).
import type { SimulatedAnswer } from '../kit/simulator.ts';

/** Name of each documented error, its HTTP status, and words and reason for one that a rule asks for. */
const ERRORS: Record<string, [status: number, message: string, reason?: string]> = {
  AccessDeniedException: [400, 'Access is denied.', 'ACCOUNT_DISABLED'],
  ConflictException: [400, 'The destination phone number is opted out.', 'DESTINATION_PHONE_NUMBER_OPTED_OUT'],
  InternalServerException: [500, 'An internal error occurred.'],
  ResourceNotFoundException: [400, 'The resource was not found.'],
  ServiceQuotaExceededException: [
    400,
    'The monthly spend limit for text messages is reached.',
    'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT',
  ],
  ThrottlingException: [400, 'Rate exceeded.'],
  ValidationException: [400, 'The request is not valid.', 'FIELD_VALIDATION_FAILED'],
};

export class SmsError extends Error {
  override readonly name = 'SmsError';
  readonly type: string;
  readonly reason: string | undefined;
  /** The input field a ValidationException is about. */
  readonly field: string | undefined;

  constructor(type: string, message?: string, about: { reason?: string | undefined; field?: string | undefined } = {}) {
    super(message ?? ERRORS[type]?.[1] ?? type);
    this.type = type;
    this.reason = about.reason ?? ERRORS[type]?.[2];
    this.field = about.field;
  }
}

const JSON_1_0 = { 'content-type': 'application/x-amz-json-1.0' };

export const answerError = ({ type, message, reason, field }: SmsError): SimulatedAnswer => ({
  status: ERRORS[type]?.[0] ?? 400,
  headers: JSON_1_0,
  body: {
    __type: `com.amazonaws.pinpointsmsvoicev2#${type}`,
    Message: message,
    ...(reason && { Reason: reason }),
    ...(field && { Fields: [{ Name: field, Message: message }] }),
  },
});

export const succeeded = (body: unknown): SimulatedAnswer => ({ status: 200, headers: JSON_1_0, body });

/** The service's own words for a status that a rule asks for. It throttles with 400, whatever the rule says. */
export const failureFor = (status: number): SimulatedAnswer => {
  if (status === 429) return answerError(new SmsError('ThrottlingException'));
  const type = status < 500 ? 'ValidationException' : 'InternalServerException';
  return { ...answerError(new SmsError(type)), status };
};

export const notFound = (what: string) => new SmsError('ResourceNotFoundException', `${what} was not found.`);
export const invalid = (message: string, about: { reason?: string; field?: string } = {}) =>
  new SmsError('ValidationException', message, about);

/** The error a rule asks for. Of a ValidationException without reason the number is to blame, as it mostly is. */
export const errorOfRule = (type: string, reason: string | undefined) =>
  type === 'ValidationException' && !reason
    ? invalid('The destination phone number is not valid.', { field: 'DestinationPhoneNumber' })
    : new SmsError(type, undefined, { reason });
