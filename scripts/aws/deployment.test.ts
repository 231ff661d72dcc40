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
