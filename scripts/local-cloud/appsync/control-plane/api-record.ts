// What the control plane keeps of one GraphQL API; field names are those of AppSync's API.

/** Fields of a request that this server only stores and gives back. */
type Stored = { [field: string]: unknown };

export type AuthMode = 'API_KEY' | 'AWS_IAM' | 'AWS_LAMBDA' | 'OPENID_CONNECT' | 'AMAZON_COGNITO_USER_POOLS';
/** `clientId` is a regular expression; TTLs in milliseconds. */
export type OpenIdConnectConfig = { issuer: string; clientId?: string; iatTTL?: number; authTTL?: number };
/** How one kind of caller is let in. */
type AuthProvider = { authenticationType: AuthMode; openIDConnectConfig?: OpenIdConnectConfig };
export type GraphqlApi = Stored & {
  apiId: string;
  arn: string;
  authenticationType: AuthMode;
  openIDConnectConfig?: OpenIdConnectConfig;
  additionalAuthenticationProviders?: AuthProvider[];
  introspectionConfig: 'ENABLED' | 'DISABLED';
  queryDepthLimit: number;
  resolverCountLimit: number;
  tags: Record<string, string>;
};
/** `expires` and `deletes` in seconds since 1970. */
export type ApiKey = Stored & { id: string; expires: number; deletes: number };
export type DataSource = Stored & { name: string; type: string; lambdaConfig?: { lambdaFunctionArn: string } };
export type FunctionConfiguration = Stored & {
  functionId: string;
  dataSourceName: string;
  code?: string;
  maxBatchSize: number;
};
export type Resolver = Stored & {
  typeName: string;
  fieldName: string;
  kind: 'UNIT' | 'PIPELINE';
  dataSourceName?: string;
  code?: string;
  maxBatchSize: number;
  pipelineConfig?: { functions?: string[] };
  requestMappingTemplate?: string;
  responseMappingTemplate?: string;
};
type SchemaStatus = { status: 'SUCCESS' | 'FAILED' | 'NOT_APPLICABLE'; details?: string };

export type ApiRecord = {
  api: GraphqlApi;
  keys: Record<string, ApiKey>;
  dataSources: Record<string, DataSource>;
  functions: Record<string, FunctionConfiguration>;
  resolvers: Record<string, Resolver>;
  /** The schema in force; a refused one never comes here. */
  sdl?: string;
  schemaStatus?: SchemaStatus;
};
