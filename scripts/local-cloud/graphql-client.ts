// A small GraphQL client for the demo, tests and benchmarks: by API key, signed as an operator (IAM), or as a customer.
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Outputs } from './outputs.ts';

type GraphqlError = { message: string; errorType?: string; path?: (string | number)[] };
export type GraphqlAnswer<T> = { data: T | null; errors?: GraphqlError[] };
type Request = { query: string; operationName?: string; variables?: Record<string, unknown> };
/** `operator` signs with IAM; `api-key` uses the demo's key; `token` is a customer's, of the OpenID Connect issuer. */
export type Caller = 'operator' | 'api-key' | { token: string };

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

const headersOf = async (outputs: Outputs, as: Caller, { url, body }: { url: URL; body: string }) => {
  if (as === 'operator') return signedHeaders(url, body);
  const who = as === 'api-key' ? { 'x-api-key': outputs.apiKey } : { authorization: as.token };
  return { 'content-type': 'application/json', ...who };
};

/** Sends one operation. */
export const askGraphql = async <T>(outputs: Outputs, as: Caller, request: Request): Promise<GraphqlAnswer<T>> => {
  const url = new URL(outputs.endpoints.graphql);
  const body = JSON.stringify(request);
  const headers = await headersOf(outputs, as, { url, body });
  const response = await fetch(url, { method: 'POST', headers, body });
  return (await response.json()) as GraphqlAnswer<T>;
};

/** The data of an operation that must succeed. @throws Error with every GraphQL error */
export const graphqlData = async <T>(outputs: Outputs, as: Caller, request: Request): Promise<T> => {
  const answer = await askGraphql<T>(outputs, as, request);
  if (answer.errors || !answer.data) throw new Error(`GraphQL: ${JSON.stringify(answer.errors ?? answer)}`);
  return answer.data;
};
