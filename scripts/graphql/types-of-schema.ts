// TypeScript types of graphql/schema.graphql, by graphql-codegen's core and its typescript plugin.
import { readFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import { parse } from 'graphql';

/** What AppSync knows by itself (AppSync developer guide: scalar types, authorization directives, subscriptions). */
export const appsyncPrelude = `
scalar AWSDate
scalar AWSDateTime
scalar AWSTimestamp
scalar AWSJSON
scalar AWSEmail
scalar AWSPhone
directive @aws_iam on FIELD_DEFINITION | OBJECT
directive @aws_api_key on FIELD_DEFINITION | OBJECT
directive @aws_oidc on FIELD_DEFINITION | OBJECT
directive @aws_subscribe(mutations: [String!]!) on FIELD_DEFINITION
`;

const schemaFile = new URL('../../graphql/schema.graphql', import.meta.url);
export const generatedTypesFile = new URL('../../graphql/generated/types.ts', import.meta.url);

export const readSchema = (): string => readFileSync(schemaFile, 'utf8');

/** The text of graphql/generated/types.ts for a schema. Enums are unions, so that the types are erasable. */
export const typesOfSchema = async (schema: string): Promise<string> => {
  const text = await codegen({
    documents: [],
    filename: 'types.ts',
    schema: parse(appsyncPrelude + schema),
    plugins: [{ typescript: {} }],
    pluginMap: { typescript },
    config: {
      enumsAsTypes: true,
      useTypeImports: true,
      scalars: {
        AWSDate: 'string',
        AWSDateTime: 'string',
        AWSTimestamp: 'number',
        AWSJSON: 'string',
        AWSEmail: 'string',
        AWSPhone: 'string',
      },
    },
  });
  return `// Generated from graphql/schema.graphql by scripts/graphql/generate-types.ts. Do not edit.\n${text}`;
};
