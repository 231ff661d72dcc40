// The schema as a contract: who may call what, and that every stored operation and generated type still fits it.
import { readdirSync, readFileSync } from 'node:fs';
import {
  type FieldDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isObjectType,
  type ObjectTypeDefinitionNode,
  validate,
} from 'graphql';
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

/** Who may call a root field: the API's default mode (IAM on AWS, API key on the local cloud) where it says nothing. */
const modesOf = (field: { astNode?: FieldDefinitionNode | null | undefined }): string[] => {
  const named = directivesOf(field.astNode).filter((name) => name.startsWith('aws_') && name !== 'aws_subscribe');
  return named.length > 0 ? named : ['aws_iam', 'aws_api_key'];
};
const rootFields = roots.flatMap(fieldsOf);
const openTo = (...modes: string[]): string[] =>
  rootFields.filter((field) => modesOf(field).join() === modes.join()).map(({ name }) => name);

/** Object types a caller of a field gets to see, however deep. */
const typesBehind = (type: GraphQLOutputType, seen: Set<GraphQLObjectType> = new Set()): Set<GraphQLObjectType> => {
  const found = getNamedType(type);
  if (!isObjectType(found) || seen.has(found)) return seen;
  seen.add(found);
  for (const field of Object.values(found.getFields())) typesBehind(field.type, seen);
  return seen;
};

it('has a function behind every field that is asked for or changes something', () => {
  const wiring = readFileSync('terraform/modules/graphql-api/main.tf', 'utf8');
  const answered = [...wiring.matchAll(/^ +(\w+) += "(?:query|operate)_\w+"$/gm)].map(([, field]) => field);
  const asked = ['Query', 'Mutation'].flatMap(fieldsOf).map(({ name }) => name);
  expect(asked.filter((name) => !answered.includes(name))).toEqual(['publishRunProgress']); // answers by itself
});

describe('authorisation', () => {
  it('opens operators’ fields to IAM alone', () => {
    const batches = ['why', 'startRun', 'releaseRun', 'setCandidateState', 'publishRunProgress'];
    const reading = ['notification', 'contactHistory', 'campaigns', 'campaignReport', 'uplift', 'preview'];
    const campaigns = ['startCampaign', 'pauseCampaign', 'resumeCampaign', 'stopCampaign'];
    const others = ['pauseProgram', 'resumeProgram', 'replayFailed', 'sendTest'];
    const people = ['setConsent', 'setSuppression', 'recordOutcome', 'revokeLinks'];
    const issues = ['issueCase', 'issueCases', 'modelVersions', 'promoteModel', 'rollBackModel'];
    const expected = [...batches, ...reading, ...campaigns, ...others, ...people, ...issues];
    expect(openTo('aws_iam').sort()).toEqual(expected.sort());
  });

  it('opens customers’ own fields to a verified identity alone', () => {
    expect(openTo('aws_oidc').sort()).toEqual(['forgetMe', 'myReminders', 'remindMe']);
  });

  it('has no mutation that is open to an API key', () => {
    for (const field of fieldsOf('Mutation')) expect(modesOf(field), field.name).not.toContain('aws_api_key');
  });

  it('opens to the public, on AWS too, what an event page shows and nothing else', () => {
    expect(openTo('aws_iam', 'aws_api_key', 'aws_oidc')).toEqual(['eventDetails']);
    const named = rootFields.filter(({ astNode }) => directivesOf(astNode).includes('aws_api_key'));
    expect(named.map(({ name }) => name)).toEqual(['eventDetails']);
  });

  it('leaves every other field to the API’s default mode', () => {
    expect(openTo('aws_iam', 'aws_api_key').sort()).toEqual([
      'candidate',
      'candidatesForChannel',
      'candidatesForCustomer',
      'program',
      'programs',
      'run',
      'runProgress',
      'runs',
    ]);
  });

  it('lets nested fields resolve under every mode of the field they come from', () => {
    for (const field of rootFields)
      for (const type of typesBehind(field.type))
        expect(directivesOf(type.astNode), `${type.name} of ${field.name}`).toEqual(
          expect.arrayContaining(modesOf(field)),
        );
  });

  it.each([
    ['Notification', 'aws_iam'],
    ['Preview', 'aws_iam'],
    ['CampaignReport', 'aws_iam'],
    ['Reminder', 'aws_oidc'],
  ])('never shows a %s to anybody but %s', (name, mode) => {
    const type = schema.getType(name);
    expect(isObjectType(type) && directivesOf(type.astNode)).toEqual([mode]);
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
