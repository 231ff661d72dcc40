import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ModelVersion } from '../../lambdas/candidates/domain/models/serving.ts';
import type { ModelRegistry } from '../../lambdas/candidates/ports.ts';

/** @param open a registry over the same items every time */
export const modelRegistryContract = (open: () => ModelRegistry): void => {
  const aVersion = (modelId: string, version: string, trainedAt = '2026-11-22T03:00:00.000Z'): ModelVersion => ({
    ...{ modelId, version, trainedAt, key: `models/${modelId}/versions/${version}` },
    ...{ metrics: { auc: 0.85 }, state: 'candidate' },
  });
  const first = (modelId: string) => ({
    serving: { modelId, current: '1', revision: 1 },
    states: [{ version: '1', state: 'current' as const }],
    reason: 'adopted',
  });

  it('knows nothing of a model nobody registered', async () => {
    const modelId = randomUUID();
    expect(await open().serving(modelId)).toBeUndefined();
    expect(await open().versions(modelId)).toEqual([]);
    expect(await open().version(modelId, '1')).toBeUndefined();
  });

  it('lists versions, trained last first, and never changes a registered one', async () => {
    const modelId = randomUUID();
    const [one, two] = [aVersion(modelId, '1', '2026-11-15T03:00:00.000Z'), aVersion(modelId, '2')];
    expect(await open().register(one)).toBe('registered');
    expect(await open().register(two)).toBe('registered');
    expect(await open().register({ ...one, metrics: {} })).toBe('known');
    expect(await open().versions(modelId)).toEqual([two, one]);
    expect(await open().version(modelId, '1')).toEqual(one);
  });

  it('changes who serves, with states and reason, once per revision', async () => {
    const modelId = randomUUID();
    await open().register(aVersion(modelId, '1'));
    expect(await open().save(first(modelId))).toBe('saved');
    expect(await open().save(first(modelId))).toBe('conflict');
    expect(await open().serving(modelId)).toEqual({ modelId, current: '1', revision: 1 });
    expect(await open().version(modelId, '1')).toMatchObject({ state: 'current', reason: 'adopted' });
  });

  it('changes nothing when a version is not there, or another was faster', async () => {
    const modelId = randomUUID();
    await open().register(aVersion(modelId, '1'));
    await open().save(first(modelId));
    const canary = { version: '2', share: 0.1, since: '2026-11-22T03:00:00.000Z' };
    const next = {
      serving: { modelId, current: '1', canary, revision: 2 },
      states: [{ version: '2', state: 'canary' as const }],
      reason: 'better',
    };
    expect(await open().save(next)).toBe('conflict');
    await open().register(aVersion(modelId, '2'));
    const outcomes = await Promise.all([open().save(next), open().save(next)]);
    expect(outcomes.sort()).toEqual(['conflict', 'saved']);
    expect(await open().serving(modelId)).toEqual(next.serving);
  });

  it('marks a version that does not serve', async () => {
    const modelId = randomUUID();
    await open().register(aVersion(modelId, '1'));
    await open().mark(modelId, '1', { state: 'rejected', reason: 'no better' });
    expect(await open().version(modelId, '1')).toMatchObject({ state: 'rejected', reason: 'no better' });
  });
};
