// Trains the models anew: node scripts/train.ts [--model id] [--out models] [--requests 300000] [--churn file] [--situations 30]
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeChurnHistory } from './generate/churn/churn-history.ts';
import { seedExample } from './generate/churn/demo-customer.ts';
import { writeHistory } from './generate/history.ts';
import { defaultSeed } from './generate/sizes.ts';
import { pythonEnvironment } from './train/python-environment.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    out: { type: 'string', default: 'models' },
    requests: { type: 'string', default: '300000' },
    churn: { type: 'string', default: '.local/Telco-Customer-Churn.csv' },
    situations: { type: 'string', default: '30' },
  },
});

const work = '.local/train';
const profiles = `${work}/churn-profiles.csv`;

const python = () => pythonEnvironment('scripts/train/requirements.lock');
const run = (script: string, ...parameters: string[]) =>
  execFileSync(python(), [join('scripts/train', script), ...parameters], {
    stdio: 'inherit',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
const folderOf = (modelId: string) => join(values.out, modelId);

const trainReviews = () => {
  writeHistory({ seed: defaultSeed, requests: Number(values.requests) }, `${work}/history.csv`);
  run('train.py', `${work}/history.csv`, folderOf('review-propensity-v2'));
};

const trainBaseline = () => run('churn_baseline.py', values.churn, folderOf('churn-baseline-v1'), profiles);

const trainRisk = () => {
  if (!existsSync(profiles)) trainBaseline();
  const request = { seed: defaultSeed, situationsPerCustomer: Number(values.situations) };
  writeChurnHistory(request, profiles, `${work}/churn-situations.csv`);
  const { situationsPerCustomer } = request;
  writeFileSync(`${work}/churn-request.json`, JSON.stringify({ situationsPerCustomer, example: seedExample() }));
  const inputs = [`${work}/churn-situations.csv`, folderOf('churn-baseline-v1'), `${work}/churn-request.json`];
  run('churn_risk.py', ...inputs, folderOf('churn-risk-v3'));
};

const trainers = new Map([
  ['review-propensity-v2', trainReviews],
  ['churn-baseline-v1', trainBaseline],
  ['churn-risk-v3', trainRisk],
]);

/** Asked before anything is trained, which takes minutes. */
const requireInputs = (): void => {
  const { model, churn } = values;
  if (model !== undefined && !trainers.has(model))
    throw new Error(`--model ${model}: must be one of ${[...trainers.keys()].join(', ')}`);
  const needsNone = model === 'review-propensity-v2' || (model === 'churn-risk-v3' && existsSync(profiles));
  if (!needsNone && !existsSync(churn))
    throw new Error(
      `${churn} is missing: the customers whom churn-baseline-v1 learns from are not in the repository. Get data/Telco-Customer-Churn.csv of https://github.com/IBM/telco-customer-churn-on-icp4d (Apache-2.0), put it there or run make train CHURN=<file>.`,
    );
};

try {
  requireInputs();
  for (const [modelId, train] of trainers) if ((values.model ?? modelId) === modelId) train();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
