import * as z from 'zod';
import type { ModelRegistry } from '../../../candidates/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { InvalidInputError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import { recipes } from '../../domain/models/recipe.ts';
import { setPrefix, type Training } from '../../domain/models/training-keys.ts';
import { periods, trainingQuery } from '../../domain/models/training-sql.ts';
import type { TrainingFiles, TrainingQueries } from '../../ports.ts';
import { parseModelStep, recipeOf, trainingSchema } from './model-steps.ts';
import { readRows } from './read-rows.ts';

export type BuildTrainingSetDeps = {
  queries: TrainingQueries;
  files: TrainingFiles;
  registry: Pick<ModelRegistry, 'serving'>;
  clock: Clock;
};

const planInput = z.object({
  step: z.literal('plan'),
  input: z.strictObject({
    modelId: z.string().optional(),
    at: z.iso.datetime({ offset: true }).optional(),
    /** How long a canary serves before it is judged; left out: the recipe's. */
    canarySeconds: z.number().int().min(0).max(2_592_000).optional(),
  }),
  execution: z.object({ arn: z.string(), startedAt: z.string() }),
});
const queryIds = z.array(z.string()).min(1);
const stepInput = z.discriminatedUnion('step', [
  planInput,
  z.object({ step: z.enum(['start-sets', 'start-canary-set']), training: trainingSchema }),
  z.object({ step: z.enum(['look-at-sets', 'look-at-canary-set']), queryIds }),
  z.object({ step: z.literal('count'), training: trainingSchema }),
]);

type Item = { training: Training; canarySeconds: number; hasCanary: boolean };
type Counted = { rows: number; positive: number; evaluation: number; enough: boolean; reason: string };
type Answer = { items: Item[] } | { queryIds: string[] } | { state: 'running' | 'done' } | Counted;

/**
 * What is trained, and from what: `plan` names the models, `start-sets` asks Athena for the sets, `look-at-sets` waits for them, `count` says
 * whether there is enough to learn from. Safe to repeat: an execution's sets have their own prefix and token.
 */
export const createBuildTrainingSet =
  (deps: BuildTrainingSetDeps) =>
  async (event: unknown): Promise<Answer> => {
    const step = parseModelStep(stepInput, event);
    if (step.step === 'plan') return plan(deps, step);
    if ('queryIds' in step) return look(deps, step.queryIds);
    if (step.step === 'count') return count(deps, step.training);
    return step.step === 'start-sets' ? startTrainingSets(deps, step.training) : startCanarySet(deps, step.training);
  };

const plan = async ({ registry }: BuildTrainingSetDeps, { input, execution }: z.infer<typeof planInput>) => {
  const day = new Date(input.at ?? execution.startedAt).toISOString().slice(0, 10);
  const chosen = input.modelId === undefined ? recipes : [recipeOf(input.modelId)];
  const items = chosen.map(async ({ modelId, canary }): Promise<Item> => {
    const training = { modelId, day, execution: execution.arn };
    const hasCanary = (await registry.serving(modelId))?.canary !== undefined;
    return { training, hasCanary, canarySeconds: input.canarySeconds ?? canary.seconds };
  });
  return { items: await Promise.all(items) };
};

const startTrainingSets = async ({ queries }: BuildTrainingSetDeps, training: Training) => {
  const recipe = recipeOf(training.modelId);
  const days = periods(recipe, training.day);
  const start = async (part: 'train' | 'evaluation', sql: string) => {
    const prefix = setPrefix(training, part);
    return queries.start({ sql, prefix, token: `${training.execution} ${prefix}` });
  };
  const [train, evaluation] = [
    trainingQuery(recipe, days.training),
    trainingQuery(recipe, days.evaluation, { without: days.training }),
  ];
  return { queryIds: await Promise.all([start('train', train), start('evaluation', evaluation)]) };
};

const msPerDay = 86_400_000;

/** Decisions since the canary began, up to and with yesterday or today, whatever has been exported. */
const startCanarySet = async ({ queries, files, registry, clock }: BuildTrainingSetDeps, training: Training) => {
  const canary = (await registry.serving(training.modelId))?.canary;
  if (!canary)
    throw new InvalidInputError(`${training.modelId} has no canary to judge`, {
      whatToDo: 'Somebody promoted it or rolled it back meanwhile (modelVersions tells): nothing needs to be done.',
    });
  const prefix = setPrefix(training, 'canary');
  await files.removeAll(prefix);
  const days = {
    from: canary.since.slice(0, 10),
    to: new Date(clock.now().getTime() + msPerDay).toISOString().slice(0, 10),
  };
  const sql = trainingQuery(recipeOf(training.modelId), days, { all: true });
  return { queryIds: [await queries.start({ sql, prefix, token: `${training.execution} ${prefix}` })] };
};

const look = async ({ queries }: BuildTrainingSetDeps, ids: readonly string[]) => {
  const states = await Promise.all(ids.map((id) => queries.state(id)));
  const failed = states.find(({ state }) => state === 'failed');
  if (failed)
    throw new InvalidInputError(`Athena could not make the training set: ${failed.reason}`, {
      whatToDo: 'Look at the query in Athena; correct tables or recipe (lambdas/reporting/domain/models), start anew.',
    });
  return { state: states.every(({ state }) => state === 'done') ? ('done' as const) : ('running' as const) };
};

const count = async ({ files }: BuildTrainingSetDeps, training: Training): Promise<Counted> => {
  const { minimum } = recipeOf(training.modelId);
  let [rows, positive, evaluation] = [0, 0, 0];
  for await (const page of readRows(files, setPrefix(training, 'train'))) {
    rows += page.length;
    positive += page.filter(({ label }) => label === 1).length;
  }
  for await (const page of readRows(files, setPrefix(training, 'evaluation'))) evaluation += page.length;
  const rarer = Math.min(positive, rows - positive);
  const enough = rows >= minimum.rows && rarer >= minimum.ofEachLabel && evaluation >= minimum.evaluation;
  const reason = `${rows} rows (${minimum.rows} needed), ${rarer} of the rarer label (${minimum.ofEachLabel}), ${evaluation} to judge by (${minimum.evaluation})`;
  logger.info('training set counted', { modelId: training.modelId, rows, positive, evaluation, enough });
  return { rows, positive, evaluation, enough, reason };
};
