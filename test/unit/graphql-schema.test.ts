// The schema as a contract: who may call what, and that every stored operation and generated type still fits it.
import { readdirSync, readFileSync } from 'node:fs';
import { type FieldDefinitionNode, isObjectType, type ObjectTypeDefinitionNode, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { generatedTypesFile, readSchema, typesOfSchema } from '../../scripts/graphql/types-of-schema.ts';
import { readOperations, schema } from '../support/resolve-operation.ts';

const directivesOf = (node: FieldDefinitionNode | ObjectTypeDefinitionNode | null | undefined): string[] =>
  (node?.directives ?? []).map(({ name }) => name.value);
const roots = ['Query', 'Mutation', 'Subscription'];
const fieldsOf = (type: string) => {
  const found = schema.getType(type);
  return isObjectType(found) ? Object.values(found.getFields()) : [];
};

describe('authorisation', () => {
  it('opens operators’ fields to IAM alone', () => {
    const operators = roots.flatMap((root) =>
      fieldsOf(root)
        .filter(({ astNode }) => directivesOf(astNode).includes('aws_iam'))
        .map(({ name, astNode }) => [name, directivesOf(astNode)]),
    );
    expect(Object.fromEntries(operators)).toEqual({
      why: ['aws_iam'],
      startRun: ['aws_iam'],
      releaseRun: ['aws_iam'],
      setCandidateState: ['aws_iam'],
      publishRunProgress: ['aws_iam'],
    });
  });

  it('has no mutation that is open to an API key', () => {
    for (const { name, astNode } of fieldsOf('Mutation')) expect(directivesOf(astNode), name).toEqual(['aws_iam']);
  });

  it('leaves every other field to the API’s default mode', () => {
    const named = roots.flatMap(fieldsOf).filter(({ astNode }) => directivesOf(astNode).includes('aws_api_key'));
    expect(named).toEqual([]);
  });

  it('lets nested fields resolve under either mode', () => {
    const types = Object.values(schema.getTypeMap()).filter(isObjectType);
    const ours = types.filter(({ name }) => !name.startsWith('__') && !roots.includes(name));
    expect(ours.length).toBeGreaterThan(20);
    for (const { name, astNode } of ours) expect(directivesOf(astNode), name).toEqual(['aws_iam', 'aws_api_key']);
  });
});

describe('subscription', () => {
  it('filters on fields that the publishing mutation returns', () => {
    const [progress] = fieldsOf('Subscription');
    const returned = fieldsOf('RunProgress').map(({ name }) => name);
    expect(progress?.args.map(({ name }) => name).filter((name) => !returned.includes(name))).toEqual([]);
  });
});

it('fits every stored operation', () => {
  const files = readdirSync(new URL('../../graphql/operations', import.meta.url));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) expect(validate(schema, readOperations(file)), file).toEqual([]);
});

it('has its generated types up to date (else: node scripts/graphql/generate-types.ts)', async () => {
  expect(readFileSync(generatedTypesFile, 'utf8')).toBe(await typesOfSchema(readSchema()));
});
