// A small GraphQL client for the demo, tests and benchmarks: by API key, or signed as an operator (IAM).
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Outputs } from './outputs.ts';

type GraphqlError = { message: string; errorType?: string; path?: (string | number)[] };
export type GraphqlAnswer<T> = { data: T | null; errors?: GraphqlError[] };
type Request = { query: string; variables?: Record<string, unknown> };

const signer = new SignatureV4({
  service: 'appsync',
  region: process.env.AWS_REGION ?? 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  sha256: Sha256,
});

const signedHeaders = async (url: URL, body: string): Promise<Record<string, string>> => {
  const signed = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    headers: { host: url.host, 'content-type': 'application/json' },
    body,
  });
  return signed.headers;
};

/**
 * Sends one operation.
 * @param as `operator` signs with IAM; `api-key` uses the demo's key
 */
export const askGraphql = async <T>(
  outputs: Outputs,
  as: 'operator' | 'api-key',
  request: Request,
): Promise<GraphqlAnswer<T>> => {
  const url = new URL(outputs.endpoints.graphql);
  const body = JSON.stringify(request);
  const headers =
    as === 'operator'
      ? await signedHeaders(url, body)
      : { 'content-type': 'application/json', 'x-api-key': outputs.apiKey };
  const response = await fetch(url, { method: 'POST', headers, body });
  return (await response.json()) as GraphqlAnswer<T>;
};

/** The data of an operation that must succeed. @throws Error with every GraphQL error */
export const graphqlData = async <T>(outputs: Outputs, as: 'operator' | 'api-key', request: Request): Promise<T> => {
  const answer = await askGraphql<T>(outputs, as, request);
  if (answer.errors || !answer.data) throw new Error(`GraphQL: ${JSON.stringify(answer.errors ?? answer)}`);
  return answer.data;
};
