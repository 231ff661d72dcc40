import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { awsDeployment, choicesFrom } from './deployment.ts';

it('protects data unless told otherwise in so many words', () => {
  expect(choicesFrom({}).protectData).toBe(true);
  expect(choicesFrom({ HERALD_PROTECT_DATA: 'off' }).protectData).toBe(false);
});

it('reads lists by comma', () => {
  const choices = choicesFrom({ HERALD_WAREHOUSE_DATABASES: 'ecommerce,returns' });
  expect(choices).toMatchObject({ databases: ['ecommerce', 'returns'], buckets: [] });
});

it('keeps the states of two deployments apart', () => {
  const one = awsDeployment(choicesFrom({ HERALD_NAME_PREFIX: 'one' }));
  const two = awsDeployment(choicesFrom({ HERALD_NAME_PREFIX: 'two' }));
  const elsewhere = awsDeployment(choicesFrom({ HERALD_NAME_PREFIX: 'one', AWS_REGION: 'eu-west-1' }));
  expect(new Set([one, two, elsewhere].map(({ stateFile }) => stateFile)).size).toBe(3);
});

it('takes the settings of that deployment alone, if there are any', () => {
  const folder = mkdtempSync(join(tmpdir(), 'herald-settings-'));
  try {
    writeFileSync(join(folder, 'one-eu-west-1.tfvars'), 'pages_url = "https://messages.example.com"');
    const settingsOf = (env: NodeJS.ProcessEnv) => awsDeployment(choicesFrom(env), folder).settingsFile;
    expect(settingsOf({ HERALD_NAME_PREFIX: 'one', AWS_REGION: 'eu-west-1' })).toMatch(/one-eu-west-1\.tfvars$/);
    expect(settingsOf({ HERALD_NAME_PREFIX: 'two', AWS_REGION: 'eu-west-1' })).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
