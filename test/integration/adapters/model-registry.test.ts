import { describe } from 'vitest';
import { dynamodbModelRegistry } from '../../../lambdas/candidates/adapters/dynamodb-model-registry.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { modelRegistryContract } from '../../contract/model-registry.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';

describe('the table models', () =>
  modelRegistryContract(() => dynamodbModelRegistry({ document, table: pick(outputs.tables, 'models') })));
