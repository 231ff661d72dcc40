import { TransientError } from '../errors.ts';

/** Names of service errors that go away by themselves (AWS API references of the services used here). */
const passing = new Set([
  'InternalServerError',
  'InternalServerException',
  'InternalError',
  'InternalFailure',
  'LimitExceededException',
  'ModelNotReadyException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'AbortError',
]);
const passingCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

type ServiceError = { name?: string; code?: string; $metadata?: { httpStatusCode?: number }; $retryable?: unknown };

/** Whether the same call may work later: throttled, timed out, connection lost, or an answer of 500 and above. */
export const isTransient = (error: unknown): boolean => {
  if (error instanceof TransientError) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { name, code, $metadata, $retryable } = error as ServiceError;
  return (
    passing.has(name ?? '') ||
    passingCodes.has(code ?? '') ||
    $retryable !== undefined ||
    ($metadata?.httpStatusCode ?? 0) >= 500
  );
};

/**
 * Runs a call of a service and turns what passes by itself into a TransientError, which Step Functions retries.
 * @param what the call in words, for the message: "read facts from customers"
 */
export const asTransient = async <T>(what: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof TransientError || !isTransient(error)) throw error;
    throw new TransientError(`Could not ${what}: ${(error as Error).name}`, {
      whatToDo: 'Start the day again; if it persists, look at the service’s throttles and health.',
      cause: error,
    });
  }
};
