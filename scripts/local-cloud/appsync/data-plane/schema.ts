// A schema as AppSync takes it: the AWS scalars and directives are there without being declared.
import {
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isScalarType,
  Kind,
  parse,
  validateSchema,
} from 'graphql';
import { AWS_SCALARS, equipScalar } from './scalars.ts';

const PRELUDE = parse(
  `${AWS_SCALARS.map((name) => `scalar ${name}`).join('\n')}
directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
directive @aws_api_key on FIELD_DEFINITION | OBJECT
directive @aws_iam on FIELD_DEFINITION | OBJECT
directive @aws_oidc on FIELD_DEFINITION | OBJECT
directive @aws_lambda on FIELD_DEFINITION | OBJECT
directive @aws_cognito_user_pools(cognito_groups: [String!]) on FIELD_DEFINITION | OBJECT
directive @aws_auth(cognito_groups: [String!]) on FIELD_DEFINITION | OBJECT`,
  { noLocation: true },
).definitions;

const nameOf = (node: DefinitionNode) => ('name' in node && node.name ? node.name.value : '');

const refuseOwnScalars = ({ definitions }: DocumentNode) => {
  for (const node of definitions) {
    if (node.kind === Kind.SCALAR_TYPE_DEFINITION && !AWS_SCALARS.includes(node.name.value)) {
      throw new GraphQLError(`Custom scalar ${node.name.value} is not allowed: AppSync knows only its own scalars.`);
    }
  }
};

/** @throws GraphQLError when AppSync would refuse the schema */
export const buildSchema = (sdl: string): GraphQLSchema => {
  const document = parse(sdl);
  refuseOwnScalars(document);
  const declared = new Set(document.definitions.map((node) => `${node.kind} ${nameOf(node)}`));
  const prelude = PRELUDE.filter((node) => !declared.has(`${node.kind} ${nameOf(node)}`));
  const schema = buildASTSchema({ ...document, definitions: [...prelude, ...document.definitions] });
  for (const type of Object.values(schema.getTypeMap())) if (isScalarType(type)) equipScalar(type);
  const [problem] = validateSchema(schema);
  if (problem) throw problem;
  return schema;
};

/** What is wrong with a schema, in one sentence; undefined when it is good. */
export const schemaProblem = (sdl: string): string | undefined => {
  try {
    buildSchema(sdl);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
