// A past of predictive-issue-resolution that the risk model can learn from, where metrics-aggregation leaves it for Athena.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { type ModelSpec, modelFolder, parseXgboostModel, predict, versionFor } from '../../lambdas/candidates/index.ts';
import { s3Objects } from '../../lambdas/shared/aws/s3-objects.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { type ChurnDecision, churnDecisions } from './churn-decisions.ts';
import { outputs, s3 } from './local-cloud.ts';

export const modelId = 'churn-risk-v3';
const programId = 'predictive-issue-resolution';
const files = s3Objects(s3, pick(outputs.buckets, 'data'));
const read = (name: string) => JSON.parse(readFileSync(`models/${modelId}/${name}`, 'utf8'));

type Learned = ChurnDecision & { score: number; version: string };
type Canary = { version: string; share: number };

const { features: wanted, version: deployed } = read('features.json') as ModelSpec;
const scoresBy = (model: unknown, decisions: readonly ChurnDecision[]): number[] => {
  const vectors = decisions.map((one) => wanted.map(({ name, default: standIn }) => one.features[name] ?? standIn));
  return [...predict(parseXgboostModel(model), vectors)];
};

/** Who leaves is whom the current model says, and who has no technical support: near enough to it that its successor ranks alike. */
const learnable = (seed: number, count: number): Learned[] => {
  const decisions = churnDecisions(seed, count);
  const scores = scoresBy(read('model.json'), decisions);
  return decisions.map((one, row) => {
    const score = scores[row] as number;
    const label = score + (one.features.tech_support ? -0.15 : 0.15) > 0.45 ? 1 : 0;
    return { ...one, score, version: deployed, label };
  });
};

/** A customer of this name whom the lot gives to `version`. */
const drawnFor = (version: string, canary: Canary, name: string): string => {
  for (let n = 0; ; n += 1) {
    const customerId = `${name}-${n}`;
    if (versionFor(modelId, { current: deployed, canary }, customerId) === version) return customerId;
  }
};

/**
 * The canary’s customers were served by its files. It has every tenth row, always: lots are drawn anew for each canary, and
 * after one draw in a thousand a sound one looks as if its scores were spread otherwise.
 */
const servedBy = async (decisions: readonly Learned[], canary: Canary): Promise<Learned[]> => {
  const model = JSON.parse(String(await files.get(`${modelFolder(modelId, canary.version)}/model.json`)));
  const scores = scoresBy(model, decisions);
  return decisions.map((one, row) => {
    const version = row % 10 === 0 ? canary.version : deployed;
    const customerId = drawnFor(version, canary, one.customerId);
    return { ...one, customerId, ...(version !== deployed && { version, score: scores[row] as number }) };
  });
};

const decisionRow = (decidedAt: string) => (one: Learned) => ({
  ...{
    runId: `${programId}:${decidedAt.slice(0, 10)}:000`,
    programHash: 'h',
    decidedAt,
    verdicts: [],
    outcome: 'scored',
  },
  candidate: {
    ...{ customerId: one.customerId, programId, subject: 'app_crash', occasion: 'episode-1', marketplace: 'US' },
    ...{ eventTime: decidedAt, event: { source: 'app.telemetry' }, attributes: {} },
  },
  score: {
    ...{ value: one.score, band: 'high', scoredBy: `model://${modelId}`, modelVersion: one.version, fallback: false },
    ...{ cached: false, features: one.features, defaulted: [] },
  },
});

const outcomeRow =
  (at: string) =>
  ({ customerId: customer_id }: Learned) => ({
    ...{
      customer_id,
      subject: 'app_crash',
      occasion: 'episode-1',
      outcome: 'left',
      method: null,
      at,
      seconds: 1,
      score: null,
    },
  });

const put = async (key: string, rows: object[]): Promise<() => Promise<void>> => {
  await files.put(key, gzipSync(rows.map((row) => JSON.stringify(row)).join('\n')));
  return () => files.removeAll(key);
};
const keyOf = (table: 'decisions' | 'outcomes', day: string): string =>
  `${table}/program=${programId}/day=${day}/${table === 'decisions' ? 'attempt=000/' : ''}it-training.jsonl.gz`;

const dayPlus = (at: string, days: number): string =>
  new Date(Date.parse(at) + days * 86_400_000).toISOString().slice(0, 10);

/** `canary`: serves its share of the customers. */
type Past = { seed: number; count: number; canary?: Canary };

/** Decisions of a moment, and who left 30 days later. @returns what takes them away */
export const putDecisions = async (decidedAt: string, { seed, count, canary }: Past) => {
  const decided = learnable(seed, count);
  const learned = canary ? await servedBy(decided, canary) : decided;
  const left = dayPlus(decidedAt, 30);
  const removals = await Promise.all([
    put(keyOf('decisions', decidedAt.slice(0, 10)), learned.map(decisionRow(decidedAt))),
    put(keyOf('outcomes', left), learned.filter(({ label }) => label === 1).map(outcomeRow(`${left}T00:00:00.000Z`))),
  ]);
  return async (): Promise<void> => {
    for (const remove of removals) await remove();
  };
};
