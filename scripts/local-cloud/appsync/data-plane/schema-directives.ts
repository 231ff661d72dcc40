import {
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  valueFromASTUntyped,
} from 'graphql';
import type { AuthMode } from '../control-plane/api-record.ts';

const MODES: Record<string, AuthMode> = {
  aws_api_key: 'API_KEY',
  aws_iam: 'AWS_IAM',
  aws_oidc: 'OPENID_CONNECT',
  aws_lambda: 'AWS_LAMBDA',
  aws_cognito_user_pools: 'AMAZON_COGNITO_USER_POOLS',
  aws_auth: 'AMAZON_COGNITO_USER_POOLS',
};
type Annotated = { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
type Field = GraphQLField<unknown, unknown>;

const modesOn = (node: Annotated): AuthMode[] =>
  (node?.directives ?? []).flatMap(({ name }) => MODES[name.value] ?? []);

/** Who may read a field: by its own directives, else its type's, else by the API's default mode alone. */
export const allowedModes = (type: GraphQLObjectType, field: Field, defaultMode: AuthMode): AuthMode[] => {
  const own = modesOn(field.astNode);
  if (own.length > 0) return own;
  const ofType = modesOn(type.astNode);
  return ofType.length > 0 ? ofType : [defaultMode];
};

const mutationsOf = ({ astNode }: Field): unknown => {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'aws_subscribe');
  const value = directive?.arguments?.find(({ name }) => name.value === 'mutations')?.value;
  return value ? valueFromASTUntyped(value) : undefined;
};

/** Names of the subscription fields that a mutation feeds by @aws_subscribe. */
export const subscriptionsOf = (schema: GraphQLSchema, mutation: string): string[] =>
  Object.values(schema.getSubscriptionType()?.getFields() ?? {})
    .filter((field) => [mutationsOf(field)].flat().includes(mutation))
    .map(({ name }) => name);
