// Trains the models anew: node scripts/train.ts [--model id] [--out models] [--requests 300000] [--churn folder] [--situations 30]
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
    churn: { type: 'string', default: '../shared/data/churn' },
    situations: { type: 'string', default: '30' },
  },
});

const work = '.local/train';
const python = pythonEnvironment('scripts/train/requirements.lock');
const run = (script: string, ...parameters: string[]) =>
  execFileSync(python, [join('scripts/train', script), ...parameters], {
    stdio: 'inherit',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
const folderOf = (modelId: string) => join(values.out, modelId);

const trainReviews = () => {
  writeHistory({ seed: defaultSeed, requests: Number(values.requests) }, `${work}/history.csv`);
  run('train.py', `${work}/history.csv`, folderOf('review-propensity-v2'));
};

const trainBaseline = () => {
  const customers = join(values.churn, 'ibm_telco_churn_train.csv');
  if (!existsSync(customers))
    throw new Error(
      `${customers} is missing: pass --churn FOLDER with IBM's telco churn data (it is not in the repository)`,
    );
  run('churn_baseline.py', customers, folderOf('churn-baseline-v1'), `${work}/churn-profiles.csv`);
};

const trainRisk = () => {
  if (!existsSync(`${work}/churn-profiles.csv`)) trainBaseline();
  const request = { seed: defaultSeed, situationsPerCustomer: Number(values.situations) };
  writeChurnHistory(request, `${work}/churn-profiles.csv`, `${work}/churn-situations.csv`);
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

if (values.model !== undefined && !trainers.has(values.model))
  throw new Error(`--model ${values.model}: must be one of ${[...trainers.keys()].join(', ')}`);
for (const [modelId, train] of trainers) if ((values.model ?? modelId) === modelId) train();
