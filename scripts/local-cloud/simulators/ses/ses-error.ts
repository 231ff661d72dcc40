// Errors of SES v2 as its API model has them (rest-json: the type in a header, `message` in the body).
import type { SimulatedAnswer } from '../kit/simulator.ts';

/** Name of each documented error, its HTTP status, and the words for one that a rule asks for. */
const ERRORS: Record<string, [status: number, message: string]> = {
  AccountSuspendedException: [400, 'The account is permanently restricted from sending email.'],
  AlreadyExistsException: [400, 'The resource already exists.'],
  BadRequestException: [400, 'The request is not valid.'],
  ConcurrentModificationException: [500, 'The resource is being modified by another operation.'],
  ConflictException: [409, 'The resource is in use.'],
  InternalServiceErrorException: [500, 'An internal error occurred.'],
  LimitExceededException: [400, 'Daily message quota exceeded.'],
  MailFromDomainNotVerifiedException: [400, 'The MAIL FROM domain is not verified.'],
  MessageRejected: [400, 'Message failed: it contains content that is not allowed.'],
  NotFoundException: [404, 'The resource does not exist.'],
  SendingPausedException: [400, 'Email sending is disabled for your account.'],
  TooManyRequestsException: [429, 'Maximum sending rate exceeded.'],
};

export class SesError extends Error {
  override readonly name = 'SesError';
  readonly type: string;

  constructor(type: string, message?: string) {
    super(message ?? ERRORS[type]?.[1] ?? type);
    this.type = type;
  }
}

export const answerError = ({ type, message }: SesError): SimulatedAnswer => ({
  status: ERRORS[type]?.[0] ?? 400,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
  body: { message },
});

/** SES's own words for a status that a rule asks for. */
export const failureFor = (status: number): SimulatedAnswer => {
  const type = status === 429 ? 'TooManyRequestsException' : status < 500 ? 'BadRequestException' : undefined;
  return { ...answerError(new SesError(type ?? 'InternalServiceErrorException')), status };
};

export const notFound = (what: string) => new SesError('NotFoundException', `${what} does not exist.`);
export const badRequest = (message: string) => new SesError('BadRequestException', message);
