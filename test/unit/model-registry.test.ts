import { describe } from 'vitest';
import { memoryModelRegistry } from '../../lambdas/candidates/adapters/memory-model-registry.ts';
import { modelRegistryContract } from '../contract/model-registry.ts';

describe('the fake model registry', () => {
  const registry = memoryModelRegistry();
  modelRegistryContract(() => registry);
});
