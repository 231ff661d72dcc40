// Which keys are valid at a path: asked of the JSON Schema that editors use, so that nothing is said twice.
import * as z from 'zod';
import { type ProgramKind, programKinds, schemaOf } from './program-kinds.ts';

export type JsonSchema = {
  $schema?: string;
  type?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  const?: unknown;
  enum?: unknown[];
  description?: string;
};

/** The schema of one kind of program as JSON Schema, as an author writes it (defaults may be left out). */
export const programJsonSchema = (kind: ProgramKind): JsonSchema =>
  z.toJSONSchema(schemaOf(kind), { io: 'input' }) as JsonSchema;

const whenKindIs = (kind: ProgramKind): object => {
  const { $schema: _, ...then } = programJsonSchema(kind);
  const required = kind === 'batch' ? {} : { required: ['kind'] }; // a program without a kind is a batch
  return { if: { properties: { kind: { const: kind } }, ...required }, then };
};

/** One schema for every kind: editors complete and check by what `kind` says. */
export const anyProgramJsonSchema = (): object => {
  const kinds = Object.keys(programKinds) as ProgramKind[];
  return {
    $schema: programJsonSchema('batch').$schema,
    type: 'object',
    properties: { kind: { enum: kinds, default: 'batch' } },
    allOf: kinds.map(whenKindIs),
  };
};

const variantOf = (schema: JsonSchema, value: unknown): JsonSchema => {
  const type = (value as { type?: unknown } | undefined)?.type;
  return (schema.oneOf ?? schema.anyOf)?.find(({ properties }) => properties?.type?.const === type) ?? schema;
};

/** The schema at a path, following the document's own values where the schema has alternatives. */
export const schemaAt = (root: JsonSchema, value: unknown, path: readonly PropertyKey[]): JsonSchema | undefined => {
  let schema: JsonSchema | undefined = variantOf(root, value);
  let here: unknown = value;
  for (const part of path) {
    here = (here as Record<PropertyKey, unknown> | undefined)?.[part];
    const next: JsonSchema | undefined = typeof part === 'number' ? schema?.items : schema?.properties?.[String(part)];
    schema = next && variantOf(next, here);
  }
  return schema;
};

/** Keys that are valid in the object at a path. */
export const keysAt = (root: JsonSchema, value: unknown, path: readonly PropertyKey[]): string[] =>
  Object.keys(schemaAt(root, value, path)?.properties ?? {});
