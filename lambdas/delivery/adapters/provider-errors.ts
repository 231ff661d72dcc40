// What a provider's SDK or connection throws, told apart by whether the request can have arrived.
import type { SendOutcome } from '../domain/sending/outgoing-message.ts';

/** The provider's time limit, much less than the lease of an attempt (60 s). */
export const sendTimeLimitMs = 10_000;

/** No connection was made: nothing can have arrived. */
const neverLeft = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const neverLeftNames = new Set(['CredentialsProviderError', 'TokenProviderError']);

type Thrown = { name?: string; code?: string; message?: string; cause?: unknown };

/**
 * What an error without an answer means: `transient` if the request never left, else `unknown`.
 * Node's and undici's codes may lie in `cause`, or in the errors of an AggregateError (a host with several addresses).
 */
export const withoutAnswer = (error: unknown): SendOutcome => {
  const { name = 'Error', code } = error as Thrown;
  const codes = codesOf(error);
  const left =
    !neverLeftNames.has(name) && !codes.some((one) => neverLeft.has(one)) && !isConnectTimeout(error as Thrown);
  const shown = codes[0] ?? code ?? name;
  return left
    ? { kind: 'unknown', code: shown, message: 'No answer came after the request had left' }
    : { kind: 'transient', code: shown, message: 'No connection could be made' };
};

const codesOf = (error: unknown): string[] => {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause } = error as Thrown;
  const own = typeof code === 'string' ? [code] : [];
  const { errors = [] } = error as { errors?: unknown[] };
  return [...own, ...codesOf(cause), ...errors.flatMap(codesOf)];
};

/** The SDK's HTTP handler says so in words only (@smithy/node-http-handler, set-connection-timeout). */
const isConnectTimeout = ({ name, message }: Thrown): boolean =>
  name === 'TimeoutError' && /establish a connection/.test(message ?? '');
