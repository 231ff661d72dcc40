// GraphQL over HTTP: POST with a JSON body, GET with query, variables and operationName.
import type { ApiRecord } from '../control-plane/api-record.ts';
import { authorize, type Headers } from './authorize.ts';
import { type Runtime, run } from './execute.ts';
import type { MutationEvent } from './mutation-events.ts';
import { type GraphqlRequest, prepare } from './prepare.ts';
import { RequestError } from './request-error.ts';

export type HttpAsked = {
  method: string;
  query: URLSearchParams;
  body: string;
  headers: Headers;
  sourceIp: string;
};
export type HttpAnswer = { status: number; body: unknown; errorType?: string };

const unparsable = () => new RequestError('MalformedHttpRequestException', 'Unable to parse GraphQL query.');

const fromQuery = (query: URLSearchParams): GraphqlRequest => ({
  query: query.get('query') ?? undefined,
  operationName: query.get('operationName'),
  variables: JSON.parse(query.get('variables') || '{}'),
});

const isRequest = (value: unknown): value is GraphqlRequest =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;

const requestOf = ({ method, query, body }: HttpAsked): GraphqlRequest => {
  if (method !== 'GET' && !body) throw new RequestError('MalformedHttpRequestException', 'Request body is empty.');
  let request: unknown;
  try {
    request = method === 'GET' ? fromQuery(query) : JSON.parse(body);
  } catch {
    throw unparsable();
  }
  if (!isRequest(request)) throw unparsable();
  return request;
};

const refusal = (error: unknown): HttpAnswer => {
  if (!(error instanceof RequestError)) {
    console.error('appsync: unexpected error while answering a GraphQL request', error);
    const body = { errors: [{ errorType: 'InternalFailure', message: 'An internal failure occurred.' }] };
    return { status: 500, errorType: 'InternalFailure', body };
  }
  const { status, errorType, message, errors } = error;
  if (errors) return { status, body: { data: null, errors } };
  return { status, errorType, body: { errors: [{ errorType, message }] } };
};

/** Answers one request on an API's GraphQL address; never throws. */
export const answerGraphql =
  (runtime: Runtime, publish: (record: ApiRecord, event: MutationEvent) => void) =>
  async (record: ApiRecord, asked: HttpAsked): Promise<HttpAnswer> => {
    try {
      const request = requestOf(asked);
      const caller = await authorize(record, asked.headers, asked.sourceIp);
      const { headers } = asked;
      const toSubscribers = (event: MutationEvent) => publish(record, event);
      const prepared = prepare(record, request);
      return {
        status: 200,
        body: await run(runtime, { record, request, caller, headers, prepared, publish: toSubscribers }),
      };
    } catch (error) {
      return refusal(error);
    }
  };
