// AppSync's REST-JSON API, the operations Terraform's provider 5.100.0 calls.
import { apiKeys } from './api-keys.ts';
import type { ApiStore } from './api-store.ts';
import { unknownOperation } from './aws-error.ts';
import { dataSources } from './data-sources.ts';
import { functions } from './functions.ts';
import { createApi, describeApi, updateApi } from './graphql-apis.ts';
import { regionOf } from './identifiers.ts';
import type { Body, Call } from './operation.ts';
import { resolvers } from './resolvers.ts';
import { schemaCreation } from './schema-creation.ts';
import { tags } from './tags.ts';

export type ControlRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Body;
  authorization?: string | undefined;
};

const COLLECTIONS: Record<string, (call: Call) => unknown> = {
  schemacreation: schemaCreation,
  apikeys: apiKeys,
  datasources: dataSources,
  functions,
  types: resolvers,
};

/**
 * Answers one control-plane request.
 * @returns the JSON body of the 200 answer
 * @throws AwsError with the type and status AppSync would answer
 */
export const createControlPlane = (store: ApiStore, publicUrl: () => string) => {
  const onApi = ({ method, body }: ControlRequest, apiId: string) => {
    const record = store.get(apiId);
    if (method === 'DELETE') {
      store.remove(apiId);
      return {};
    }
    return { graphqlApi: describeApi(method === 'POST' ? updateApi(store, record, body) : record, publicUrl()) };
  };
  return (request: ControlRequest): unknown => {
    const { method, path, query, body } = request;
    const [, , root, apiId, collection, ...rest] = path.split('/').map(decodeURIComponent);
    if (root === 'tags')
      return tags(store, { method, arn: path.split('/').slice(3).map(decodeURIComponent).join('/'), query, body });
    if (root !== 'apis') throw unknownOperation(method, path);
    if (!apiId && method === 'GET') return { graphqlApis: store.all().map((api) => describeApi(api, publicUrl())) };
    if (!apiId)
      return { graphqlApi: describeApi(createApi(store, body, regionOf(request.authorization)), publicUrl()) };
    if (!collection) return onApi(request, apiId);
    const operate = COLLECTIONS[collection];
    if (!operate) throw unknownOperation(method, path);
    return operate({ method, rest, body, record: store.get(apiId), store });
  };
};
