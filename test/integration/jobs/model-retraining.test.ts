// A model is trained anew, tried on some, given to all and taken back: the deployed machine, its registry, and GraphQL.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setPrefix } from '../../../lambdas/reporting/domain/models/training-keys.ts';
import { s3Objects } from '../../../lambdas/shared/aws/s3-objects.ts';
import { modelId, putDecisions } from '../../support/a-training-past.ts';
import { pick } from '../../support/deployed.ts';
import { outputs, s3 } from '../../support/local-cloud.ts';
import { ask, dataOf } from '../../support/operations.ts';
import { type Ended, ended, run, start } from '../../support/runs.ts';

type Version = { version: string; state: string; metrics: string; reason: string | null };
type Serves = {
  current: string;
  previous: string | null;
  canary: { version: string; share: number } | null;
  versions: Version[];
};

const files = s3Objects(s3, pick(outputs.buckets, 'data'));
/** Learned from until 15 January, judged from 14 February on: what lies between has labels that both would share. */
const at = '2026-04-15T03:00:00Z';
const reason = 'integration test';
const whoServes = async () =>
  (await dataOf<{ modelVersions: Serves }>('operator', 'ModelVersions', { modelId })).modelVersions;
const rollBack = async () =>
  (await dataOf<{ rollBackModel: Serves }>('operator', 'RollBackModel', { modelId, reason })).rollBackModel;
const promote = (version: string, share: number) =>
  ask<{ promoteModel: Serves }>('operator', 'PromoteModel', { modelId, version, share, reason });
const outcomeOf = ({ output }: Ended) => (output as { models: { outcome: string; reason: string }[] }).models[0];
const stateOf = ({ versions }: Serves, wanted: string) => versions.find(({ version }) => version === wanted)?.state;

/** The model deployed with the code serves everybody. */
const restore = async (): Promise<void> => {
  const { canary, previous } = await whoServes();
  if (canary) await rollBack();
  if (previous) await rollBack();
};
const removals: (() => Promise<void>)[] = [];
beforeAll(async () => {
  await restore();
  removals.push(await putDecisions('2026-01-05T10:00:00.000Z', { seed: 11, count: 2_200 }));
  removals.push(await putDecisions('2026-02-20T10:00:00.000Z', { seed: 12, count: 600 }));
});
afterAll(async () => {
  await restore();
  for (const remove of removals) await remove();
});

/** Trains, and leaves something where the canary's rows will go, as a try that broke off would. */
const retrain = async (): Promise<Ended> => {
  const execution = await start('model-retraining', { modelId, at, canarySeconds: 0 });
  await files.put(`${setPrefix({ modelId, day: at.slice(0, 10), execution }, 'canary')}left-over.gz`, 'broken off');
  return ended(execution);
};

it('a better model becomes a canary, then everybody’s, and is taken back', async () => {
  const before = (await whoServes()).current;
  const trained = await retrain();
  expect(trained.status, trained.cause).toBe('SUCCEEDED');
  expect(outcomeOf(trained)).toMatchObject({ outcome: 'undecided' });
  const tried = await whoServes();
  const canary = tried.canary ?? { version: 'none', share: 0 };
  const { version } = canary;
  expect(tried).toMatchObject({ current: before, canary: { share: 0.1 } });
  const { metrics } = tried.versions.find((one) => one.version === version) as Version;
  const { evaluation } = JSON.parse(metrics);
  expect(evaluation.candidate.logLoss).toBeLessThan(evaluation.current.logLoss - 0.002);

  removals.push(await putDecisions(new Date(Date.now() + 1_000).toISOString(), { seed: 13, count: 4_000, canary }));
  const judged = await run('model-retraining', { modelId, at, canarySeconds: 0 });
  expect(outcomeOf(judged), judged.cause).toMatchObject({
    outcome: 'promote',
    reason: expect.stringContaining('0 outcomes are known yet'),
  });
  const promoted = await whoServes();
  expect(promoted).toMatchObject({ current: version, previous: before, canary: null });

  const back = await rollBack();
  expect(back).toMatchObject({ current: before, canary: null });
  expect([stateOf(back, version), stateOf(back, before)]).toEqual(['rejected', 'current']);
  const { data } = await promote(version, 0.01);
  expect(data?.promoteModel.canary).toMatchObject({ version, share: 0.01 });
  expect((await promote(version, 0.5)).errors?.[0]?.errorType).toBe('ConflictError');
  expect(await rollBack()).toMatchObject({ current: before, canary: null });
});

it('too little to learn from trains nothing', async () => {
  const execution = await run('model-retraining', { modelId: 'review-propensity-v2', at: '2026-02-01T03:00:00Z' });
  expect(outcomeOf(execution), execution.cause).toMatchObject({ outcome: 'too-few-rows' });
});

it('only a version that is there can serve, and only operators say which', async () => {
  expect((await promote('no-such-version', 1)).errors?.[0]?.errorType).toBe('NotFoundError');
  const refused = await ask('api-key', 'RollBackModel', { modelId, reason });
  expect(refused.errors?.[0]?.errorType).toBe('Unauthorized');
});
