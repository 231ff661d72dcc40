// Calls Lambda functions through LocalStack, and says what went wrong in AppSync's words.
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { ResolverError } from './request-error.ts';

type InvokeOptions = { deadline: number; event?: boolean };
export type InvokeLambda = (arn: string, payload: unknown, options: InvokeOptions) => Promise<unknown>;
type Answer = { response: IncomingMessage; text: string };

const timedOut = () => new ResolverError('Execution timed out.', 'ExecutionTimeout');

const post = (url: string, headers: Record<string, string>, body: { text: string; timeoutMs: number }) =>
  new Promise<Answer>((resolve, reject) => {
    const signal = AbortSignal.timeout(body.timeoutMs);
    // No agent: a kept-alive connection is no faster here, and can be stale.
    const call = httpRequest(url, { method: 'POST', agent: false, signal, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
      response.on('end', () => resolve({ response, text: Buffer.concat(chunks).toString() }));
    });
    call.on('error', reject).end(body.text);
  });

const parseOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
const asRecord = (value: unknown) => (value ?? {}) as Record<string, string | undefined>;

/** Errors of the Lambda service itself (no such function, throttled): `Lambda:` and the service's name for it. */
const serviceError = ({ response, text }: Answer) => {
  const value = asRecord(parseOrNull(text));
  const type = String(response.headers['x-amzn-errortype'] ?? value.__type ?? 'ServiceException').split(':')[0];
  return new ResolverError(value.Message ?? value.message ?? text, `Lambda:${type}`);
};

/** An error the function threw: errorType is its name, a plain Error is `Lambda:Unhandled`. */
const functionError = (text: string) => {
  const { errorMessage, errorType } = asRecord(parseOrNull(text));
  const plain = !errorType || ['Error', 'Exception', 'Runtime.HandlerError'].includes(errorType);
  const refused = errorType === 'UnauthorizedException';
  const message = refused ? 'You are not authorized to make this call.' : (errorMessage ?? '');
  return new ResolverError(message, plain ? 'Lambda:Unhandled' : errorType);
};

const callFailed = (error: Error) =>
  ['AbortError', 'TimeoutError'].includes(error.name)
    ? timedOut()
    : new ResolverError(`Lambda endpoint: ${error.message}`, 'Lambda:ServiceException');

/**
 * `arn:aws:lambda:{region}:{account}:function:{name}[:{qualifier}]` is called at `endpoint`.
 * @throws ResolverError for what the function threw, what the service refused, and after the deadline (ms since 1970)
 */
export const createLambdaInvoke =
  (endpoint: string): InvokeLambda =>
  async (arn, payload, { deadline, event = false }) => {
    const timeoutMs = deadline - Date.now();
    if (timeoutMs <= 0) throw timedOut();
    const [region = '', , , name = '', qualifier] = arn.split(':').slice(3);
    const text = JSON.stringify(payload ?? null);
    const url = `${endpoint}/2015-03-31/functions/${name}/invocations${qualifier ? `?Qualifier=${qualifier}` : ''}`;
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      'x-amz-invocation-type': event ? 'Event' : 'RequestResponse',
      // LocalStack reads the region here, and checks no signature.
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/lambda/aws4_request, SignedHeaders=host, Signature=0`,
    };
    const answer = await post(url, headers, { text, timeoutMs }).catch((error: Error) => {
      throw callFailed(error);
    });
    if ((answer.response.statusCode ?? 500) >= 300) throw serviceError(answer);
    if (answer.response.headers['x-amz-function-error']) throw functionError(answer.text);
    return event ? null : parseOrNull(answer.text);
  };
