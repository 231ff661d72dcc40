// Every adapter on the deployed tables and bucket keeps the contract that its fake keeps in unit tests.
import { randomUUID } from 'node:crypto';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe } from 'vitest';
import { dynamodbDecisionLog } from '../../../lambdas/candidates/adapters/dynamodb-decision-log.ts';
import { dynamodbFactSource } from '../../../lambdas/candidates/adapters/dynamodb-fact-source.ts';
import { dynamodbFeatureStore } from '../../../lambdas/candidates/adapters/dynamodb-feature-store.ts';
import { dynamodbRunLedger } from '../../../lambdas/candidates/adapters/dynamodb-run-ledger.ts';
import { dynamodbScoreCache } from '../../../lambdas/candidates/adapters/dynamodb-score-cache.ts';
import { dynamodbReactiveDecisions } from '../../../lambdas/candidates/adapters/reactive-decisions.ts';
import { s3RunFiles } from '../../../lambdas/candidates/adapters/s3-run-files.ts';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { fixedClock, systemClock } from '../../../lambdas/shared/clock.ts';
import { s3ProgramStore } from '../../../lambdas/shared/programs/s3-program-store.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { decisionLogContract, reactiveDecisionsContract } from '../../contract/decision-log.ts';
import { factSourceContract, featureStoreContract } from '../../contract/lookups.ts';
import { programStoreContract } from '../../contract/program-store.ts';
import { runFilesContract } from '../../contract/run-files.ts';
import { runLedgerContract } from '../../contract/run-ledger.ts';
import { scoreCacheContract } from '../../contract/score-cache.ts';
import { aPinnedProgram } from '../../support/a-pinned-program.ts';
import { dynamodb as document, outputs, s3 } from '../../support/local-cloud.ts';
import { putContact, putCustomer, putProduct } from '../../support/seed-facts.ts';

const table = (name: string): string => pick(outputs.tables, name);
const objects = () => s3Objects(s3, pick(outputs.buckets, 'data'));

describe('RunLedger', () =>
  runLedgerContract(() => {
    const ended = new Set<string>();
    const executions = { hasEnded: async (arn: string) => ended.has(arn) };
    return { ended, ledger: dynamodbRunLedger({ document, table: table('runs'), executions, clock: systemClock }) };
  }));

describe('DecisionLog', () => decisionLogContract(() => dynamodbDecisionLog({ document, table: table('decisions') })));

describe('ReactiveDecisions', () =>
  reactiveDecisionsContract(() => {
    const options = { document, table: table('decisions') };
    return { decisions: dynamodbReactiveDecisions(options), log: dynamodbDecisionLog(options) };
  }));

describe('ScoreCache', () =>
  scoreCacheContract((at) => dynamodbScoreCache({ document, table: table('scores'), clock: fixedClock(at) })));

describe('FactSource', () =>
  factSourceContract(async ({ customers, products, contacts, support, engagement }) => {
    const put = (name: string, Item: object) => document.send(new PutCommand({ TableName: table(name), Item }));
    await Promise.all(support.map((facts) => put('support', facts)));
    for (const [id, values] of engagement)
      await put('features', { entity: `customer#${id}`, featureGroup: 'engagement', values });
    await Promise.all([...customers.map(putCustomer), ...products.map(putProduct), ...contacts.map(putContact)]);
    const [policy, features] = [table('policy'), table('features')];
    const tables = { customers: table('customers'), products: table('products'), support: table('support') };
    return dynamodbFactSource({ document, tables: { ...tables, policy, features } });
  }, randomUUID()));

describe('FeatureStore', () =>
  featureStoreContract(async (groups) => {
    const put = (Item: object) => document.send(new PutCommand({ TableName: table('features'), Item }));
    await Promise.all(groups.map((group) => put({ ...group, eventTime: '2026-11-19T00:00:00.000Z' })));
    return dynamodbFeatureStore({ document, table: table('features') });
  }, randomUUID()));

describe('ProgramStore', () => {
  const deployed = aPinnedProgram({ programId: `it-${randomUUID()}` });
  const key = `programs/current/${deployed.program.programId}.json`;
  afterAll(() => objects().removeAll(key));
  programStoreContract(async ({ hash, program }) => {
    await objects().put(key, JSON.stringify({ hash, program }));
    return s3ProgramStore(objects());
  }, deployed);
});

describe('RunFiles', () => runFilesContract(() => s3RunFiles(objects())));
