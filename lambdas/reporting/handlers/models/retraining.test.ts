// A whole retraining in memory: from the training set to a promoted or withdrawn canary.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { randomFor } from '../../../../scripts/generate/random.ts';
import { churnDecisions } from '../../../../test/support/churn-decisions.ts';
import {
  type ModelRegistry,
  type ModelSpec,
  memoryModelRegistry,
  memoryScoringProviders,
  parseXgboostModel,
  predict,
  versionFor,
} from '../../../candidates/index.ts';
import { fixedClock } from '../../../shared/clock.ts';
import { packTar } from '../../domain/models/tar.ts';
import { newVersion, programKey, setPrefix } from '../../domain/models/training-keys.ts';
import type { TrainingJob, TrainingState } from '../../ports.ts';
import { createBuildTrainingSet } from './build-training-set.ts';
import { createDeployModel } from './deploy-model.ts';
import { createJudgeCanary } from './judge-canary.ts';
import { createJudgeModel } from './judge-model.ts';
import { createOperateModels } from './operate-models.ts';
import { createPollTraining } from './poll-training.ts';
import { createStartTraining } from './start-training.ts';

const modelId = 'churn-risk-v3';
const training = { modelId, day: '2026-11-22', execution: 'arn:aws:states:::execution:x:1' };
const clock = fixedClock('2026-11-22T03:00:00.000Z');
const file = (name: string) => readFileSync(`models/${modelId}/${name}`);
const json = (name: string) => JSON.parse(file(name).toString());

/** The committed model with all but its first two trees taken off: what a worse model looks like. */
const stump = () => {
  const model = json('model.json');
  const booster = model.learner.gradient_booster.model;
  booster.trees = booster.trees.slice(0, 2);
  return model;
};

let bucket: Map<string, Buffer>;
let registry: ModelRegistry;
let started: TrainingJob[];
let state: TrainingState;
let asked: string[];
let served: (version: string, row: number) => object;
let current: unknown;
beforeEach(() => {
  bucket = new Map([[programKey, Buffer.from('print("trains")')]]);
  registry = memoryModelRegistry();
  started = [];
  asked = [];
  served = () => ({});
  current = stump();
  for (const name of ['model.json', 'features.json']) bucket.set(`models/${modelId}/${name}`, file(name));
});

const files = {
  get: async (key: string) => bucket.get(key),
  put: async (key: string, body: Buffer | string) => void bucket.set(key, Buffer.from(body)),
  list: async (prefix: string) => [...bucket.keys()].filter((key) => key.startsWith(prefix)),
  removeAll: async (prefix: string) => {
    for (const key of bucket.keys()) if (key.startsWith(prefix)) bucket.delete(key);
  },
};
const decisions = churnDecisions(7, 4_000);
const { features: wanted } = json('features.json') as ModelSpec;
const vectors = decisions.map((one) => wanted.map(({ name, default: standIn }) => one.features[name] ?? standIn));
const scoresBy = (model: unknown): number[] => [...predict(parseXgboostModel(model), vectors)];

/** The canary's days, as the versions would have served them; `served` says what went wrong. */
const canaryRows = async (): Promise<Buffer> => {
  const { current: before, canary } = (await registry.serving(modelId)) ?? {};
  const byVersion = { [before ?? '']: scoresBy(current), [canary?.version ?? '']: scoresBy(json('model.json')) };
  const lines = decisions.map(({ customerId, features, label }, row) => {
    const version = versionFor(modelId, { current: before ?? '', ...(canary && { canary }) }, customerId);
    const about = { customer_id: customerId, subject: 's', decided_at: '2026-11-23T00:00:00.000Z', features, label };
    const score = byVersion[version]?.[row];
    return JSON.stringify({ ...about, score, model_version: version, fallback: false, ...served(version, row) });
  });
  return gzipSync(lines.join('\n'));
};
const rows = (most = decisions.length) =>
  gzipSync(
    decisions
      .slice(0, most)
      .map(({ customerId, features, label }) =>
        JSON.stringify({
          ...{ customer_id: customerId, subject: 's', decided_at: '2026-10-01T00:00:00.000Z', features, label },
          ...{ score: (label + 1) / 3, fallback: false },
        }),
      )
      .join('\n'),
  );
/** Athena's part: the set is there when the query was started. */
const queries = {
  start: async ({ sql, prefix }: { sql: string; prefix: string }) => {
    asked.push(sql);
    bucket.set(`${prefix}part-0.gz`, prefix.endsWith('/canary/') ? await canaryRows() : rows());
    return prefix;
  },
  state: async () => ({ state: 'done' as const }),
};
const jobs = { start: async (job: TrainingJob) => void started.push(job), state: async () => state };

/** `judgedAt`: when the canary is judged. */
const steps = (judgedAt = clock) => {
  const spec = json('features.json') as ModelSpec;
  const trained = { spec: { ...spec, version: newVersion(training) }, model: json('model.json') };
  const providers = memoryScoringProviders({ models: [{ spec, model: current }, trained] });
  const deps = { files, registry, providers, clock, queries, jobs, random: randomFor(3, 'bootstrap').next };
  return {
    build: createBuildTrainingSet(deps),
    start: createStartTraining(deps),
    poll: createPollTraining(deps),
    judge: createJudgeModel(deps),
    deploy: createDeployModel(deps),
    judgeCanary: createJudgeCanary({ ...deps, clock: judgedAt }),
    operate: createOperateModels(deps),
  };
};
type Steps = ReturnType<typeof steps>;

const trainUpTo = async (step: Steps) => {
  await step.build({ step: 'start-sets', training });
  await step.start({ training });
  const { output, name } = started.at(-1) as TrainingJob;
  const artifact = `${output}${name}/output/model.tar.gz`;
  const spec = Buffer.from(JSON.stringify({ ...json('features.json'), version: 'new' }));
  const model = { 'model.json': file('model.json'), 'features.json': spec, 'metrics.json': Buffer.from('{}') };
  bucket.set(artifact, gzipSync(packTar(model)));
  state = { state: 'done', artifact };
  const verdict = await step.judge({ training, artifact });
  return { artifact, verdict, deployed: await step.deploy({ training, artifact, verdict }) };
};

describe('a retraining', () => {
  it('names every model with a recipe, or the one asked for', async () => {
    const execution = { arn: 'arn', startedAt: '2026-11-22T03:00:01.000Z' };
    const all = (await steps().build({ step: 'plan', input: {}, execution })) as { items: unknown[] };
    expect(all.items).toHaveLength(2);
    const one = await steps().build({ step: 'plan', input: { modelId, canarySeconds: 0 }, execution });
    expect(one).toEqual({
      items: [{ training: { modelId, day: '2026-11-22', execution: 'arn' }, hasCanary: false, canarySeconds: 0 }],
    });
    const stranger = steps().build({ step: 'plan', input: { modelId: 'nobody' }, execution });
    await expect(stranger).rejects.toThrow(/Nobody knows how to train/);
  });

  it('counts what there is to learn from', async () => {
    const step = steps();
    await step.build({ step: 'start-sets', training });
    expect(await step.build({ step: 'count', training })).toMatchObject({ rows: 4_000, enough: true });
    bucket.set((await files.list(`models/${modelId}/training`))[0] as string, gzipSync(''));
    expect(await step.build({ step: 'count', training })).toMatchObject({ enough: false });
  });

  it('judges by other customers than it learns from, and by enough of them', async () => {
    const step = steps();
    await step.build({ step: 'start-sets', training });
    const [train, evaluation] = asked;
    expect(train).not.toContain('learned');
    expect(evaluation).toContain("day >= '2026-02-25' AND day < '2026-08-24'");
    expect(evaluation).toContain('l.customer_id IS NULL');
    for (const key of await files.list(setPrefix(training, 'evaluation'))) bucket.set(key, rows(499));
    expect(await step.build({ step: 'count', training })).toMatchObject({ evaluation: 499, enough: false });
  });

  it('starts a job with its code, its features and parameters as JSON texts', async () => {
    await steps().start({ training });
    const [job] = started;
    expect(JSON.parse(job?.parameters.monotone ?? '')).toMatchObject({ error_frequency: 1 });
    expect(bucket.has(job?.code ?? '')).toBe(true);
    expect(JSON.parse(String(bucket.get(`${job?.specification}features.json`)))).toMatchObject({ modelId });
  });

  it('that failed says why', async () => {
    state = { state: 'failed', reason: 'AlgorithmError: no rows' };
    await expect(steps().poll({ job: 'j' })).rejects.toThrow(/AlgorithmError: no rows/);
  });

  it('of a better model ends in a canary beside the model that was deployed with the code', async () => {
    const { verdict, deployed } = await trainUpTo(steps());
    expect(verdict).toMatchObject({ better: true });
    expect(deployed).toMatchObject({ outcome: 'canary' });
    const serving = await registry.serving(modelId);
    expect(serving).toMatchObject({ current: '3.0.0', canary: { version: deployed.version, share: 0.1 } });
    expect(bucket.has(`models/${modelId}/versions/${deployed.version}/model.json`)).toBe(true);
    expect(bucket.has(`models/${modelId}/versions/3.0.0/model.json`)).toBe(true);
  });

  it('tried again deploys once', async () => {
    const step = steps();
    const { artifact, verdict, deployed } = await trainUpTo(step);
    expect(await step.deploy({ training, artifact, verdict })).toEqual(deployed);
    expect(await registry.versions(modelId)).toHaveLength(2);
  });

  it('of a model that is no better is registered as rejected, and serves nobody', async () => {
    current = json('model.json');
    const { verdict, deployed } = await trainUpTo(steps());
    expect(verdict.better).toBe(false);
    expect(deployed.outcome).toBe('not-deployed');
    expect(await registry.serving(modelId)).toBeUndefined();
    expect((await registry.versions(modelId))[0]).toMatchObject({ state: 'rejected', reason: verdict.reason });
  });
});

describe('the canary', () => {
  const judged = async (step: Steps) => {
    const { deployed } = await trainUpTo(step);
    await step.build({ step: 'start-canary-set', training });
    return { deployed, verdict: await step.judgeCanary({ training }) };
  };

  it('that did well serves everybody', async () => {
    const { deployed, verdict } = await judged(steps());
    expect(verdict.outcome).toBe('promote');
    expect(await registry.serving(modelId)).toMatchObject({ current: deployed.version, previous: '3.0.0' });
    expect(verdict.reason).toContain('0 outcomes are known yet');
    expect(asked.at(-1)).toContain('AS labelled');
  });

  it('whose customers were served other scores than its files say is taken back', async () => {
    const byAnother = scoresBy(stump());
    served = (version, row) => (version === '3.0.0' ? {} : { score: byAnother[row] });
    const { deployed, verdict } = await judged(steps());
    expect(verdict).toMatchObject({ outcome: 'roll-back', reason: expect.stringContaining('files say') });
    expect(await registry.serving(modelId)).toEqual(expect.not.objectContaining({ canary: expect.anything() }));
    expect(await registry.version(modelId, deployed.version)).toMatchObject({ state: 'rejected' });
  });

  it('that never served is not judged by what others did', async () => {
    served = () => ({ model_version: '3.0.0' });
    const { verdict } = await judged(steps());
    expect(verdict).toMatchObject({ outcome: 'undecided', reason: expect.stringMatching(/^0 customers/) });
  });

  it('is judged by outcomes where they are known, of those who have one', async () => {
    const judgedOn = async (day: string) => {
      registry = memoryModelRegistry();
      return (await judged(steps(fixedClock(`${day}T03:00:00.000Z`)))).verdict;
    };
    const wrong = (row: number) => ({ label: 1 - (decisions[row]?.label ?? 0) });
    served = (_version, row) => wrong(row);
    expect((await judgedOn('2026-12-23')).outcome).toBe('promote');
    expect((await judgedOn('2026-12-24')).reason).toContain('log loss rises');
    served = (_version, row) => ({ ...wrong(row), labelled: false });
    expect((await judgedOn('2026-12-24')).outcome).toBe('promote');
  });

  it('that somebody took back meanwhile is left alone', async () => {
    const step = steps();
    await trainUpTo(step);
    await step.operate(call('rollBackModel', { modelId, reason: 'by hand' }));
    await expect(step.build({ step: 'start-canary-set', training })).rejects.toThrow(/no canary/);
    expect(await step.judgeCanary({ training })).toMatchObject({ outcome: 'gone' });
  });
});

const call = (fieldName: string, args: object) => ({
  arguments: args,
  identity: { userArn: 'arn:ops' },
  info: { fieldName },
});

describe('operators', () => {
  it('see the versions, promote one with a reason, and roll it back', async () => {
    const step = steps();
    const { deployed } = await trainUpTo(step);
    await step.operate(call('promoteModel', { modelId, version: deployed.version, share: 1, reason: 'looks good' }));
    const view = await step.operate(call('modelVersions', { modelId }));
    expect(view).toMatchObject({ current: deployed.version, previous: '3.0.0' });
    const back = await step.operate(call('rollBackModel', { modelId, reason: 'complaints' }));
    expect(back).toMatchObject({ current: '3.0.0' });
    const version = await registry.version(modelId, deployed.version);
    expect(version).toMatchObject({ state: 'rejected', reason: 'complaints (arn:ops)' });
  });

  it('are refused what cannot serve, and changes without a reason', async () => {
    const step = steps();
    const promote = (args: object) =>
      step.operate(call('promoteModel', { modelId, share: 1, reason: 'because', ...args }));
    await expect(promote({ version: '9' })).rejects.toMatchObject({ name: 'NotFoundError' });
    await trainUpTo(step);
    await expect(promote({ version: '9' })).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(promote({ version: '3.0.0' })).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(promote({ version: '3.0.0', reason: ' ' })).rejects.toMatchObject({ name: 'InvalidInputError' });
    await expect(promote({ version: '3.0.0', share: 2 })).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
});
