// Trains review-propensity-v2 on a generated history: node scripts/train.ts [--out folder] [--requests 300000]
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { writeHistory } from './generate/history.ts';
import { defaultSeed } from './generate/sizes.ts';
import { pythonEnvironment } from './train/python-environment.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'models/review-propensity-v2' },
    requests: { type: 'string', default: '300000' },
  },
});

const history = '.local/train/history.csv';

const python = pythonEnvironment('scripts/train/requirements.lock');
writeHistory({ seed: defaultSeed, requests: Number(values.requests) }, history);
execFileSync(python, ['scripts/train/train.py', history, values.out], {
  stdio: 'inherit',
  env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
});
