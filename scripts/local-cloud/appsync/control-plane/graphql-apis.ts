import type { ApiRecord, GraphqlApi } from './api-record.ts';
import type { ApiStore } from './api-store.ts';
import { ACCOUNT, newId } from './identifiers.ts';
import type { Body } from './operation.ts';

// What AppSync answers when a request leaves it out; Terraform would otherwise see a change in its next plan.
const DEFAULTS = {
  xrayEnabled: false,
  visibility: 'GLOBAL',
  apiType: 'GRAPHQL',
  introspectionConfig: 'ENABLED' as const,
  queryDepthLimit: 0,
  resolverCountLimit: 0,
  owner: ACCOUNT,
};

/** An API as AppSync describes it; its addresses depend on where this server listens now, so they are never stored. */
export const describeApi = ({ api }: ApiRecord, publicUrl: string) => {
  const graphql = `${publicUrl}/${api.apiId}/graphql`;
  const uris = { GRAPHQL: graphql, REALTIME: `${graphql.replace(/^http/, 'ws')}/realtime` };
  return { ...api, uris, dns: uris };
};

export const createApi = (store: ApiStore, body: Body, region: string): ApiRecord => {
  const apiId = newId();
  const api = {
    ...DEFAULTS,
    tags: {},
    ...body,
    apiId,
    arn: `arn:aws:appsync:${region}:${ACCOUNT}:apis/${apiId}`,
  } as unknown as GraphqlApi;
  const record: ApiRecord = { api, keys: {}, dataSources: {}, functions: {}, resolvers: {} };
  store.put(record);
  return record;
};

/** Replaces the whole API: what the request leaves out goes back to its default. Tags have their own operation. */
export const updateApi = (store: ApiStore, record: ApiRecord, body: Body): ApiRecord => {
  const { apiId, arn, tags } = record.api;
  record.api = { ...DEFAULTS, ...body, apiId, arn, tags } as unknown as GraphqlApi;
  store.save();
  return record;
};
