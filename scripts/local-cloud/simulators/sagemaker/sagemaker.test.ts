import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunningService } from '../kit/http-service.ts';
import { startSageMaker } from './server.ts';

/** One tree of depth one: below 0.5 the leaf -1, else (and when missing) the leaf 1. */
const stump = {
  learner: {
    attributes: {},
    feature_names: ['a', 'b'],
    feature_types: ['float', 'float'],
    gradient_booster: {
      model: {
        gbtree_model_param: { num_parallel_tree: '1', num_trees: '1' },
        iteration_indptr: [0, 1],
        tree_info: [0],
        trees: [
          {
            base_weights: [0, -1, 1],
            categories: [],
            categories_nodes: [],
            categories_segments: [],
            categories_sizes: [],
            default_left: [0, 0, 0],
            id: 0,
            left_children: [1, -1, -1],
            loss_changes: [1, 0, 0],
            parents: [2147483647, 0, 0],
            right_children: [2, -1, -1],
            split_conditions: [0.5, -1, 1],
            split_indices: [0, 0, 0],
            split_type: [0, 0, 0],
            sum_hessian: [2, 1, 1],
            tree_param: { num_deleted: '0', num_feature: '2', num_nodes: '3', size_leaf_vector: '1' },
          },
        ],
      },
      name: 'gbtree',
    },
    learner_model_param: {
      base_score: '5E-1',
      boost_from_average: '1',
      num_class: '0',
      num_feature: '2',
      num_target: '1',
    },
    objective: { name: 'binary:logistic', reg_loss_param: { scale_pos_weight: '1' } },
  },
  version: [3, 0, 0],
};
const LOW = 1 / (1 + Math.E);
const HIGH = 1 - LOW;

let folder: string;
let service: RunningService;
let client: SageMakerRuntimeClient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
  await mkdir(join(folder, 'stump-v1'));
  await writeFile(join(folder, 'stump-v1', 'model.json'), JSON.stringify(stump));
  service = await startSageMaker({ models: folder, port: 0 });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new SageMakerRuntimeClient({ endpoint: service.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});
afterEach(() => fetch(`${service.url}/_behaviour`, { method: 'DELETE' }));
afterAll(async () => {
  client.destroy();
  await service.close();
  await rm(folder, { recursive: true });
});

const invoke = async (csv: string, more: { endpoint?: string; accept?: string; type?: string } = {}) => {
  const { endpoint: EndpointName = 'stump-v1', accept: Accept = 'text/csv', type: ContentType = 'text/csv' } = more;
  const command = new InvokeEndpointCommand({ EndpointName, ContentType, Accept, Body: Buffer.from(csv) });
  const { Body, ContentType: answered, InvokedProductionVariant } = await client.send(command);
  return { text: Buffer.from(Body).toString(), type: answered, variant: InvokedProductionVariant };
};
const scores = async (csv: string) => (await invoke(csv)).text.trim().split('\n').map(Number);
const rule = (then: unknown, times = 1) =>
  fetch(`${service.url}/_behaviour`, {
    method: 'PUT',
    body: JSON.stringify([{ match: { path: 'stump' }, then, times }]),
  });

describe('scoring', () => {
  it('answers one score a row, in order; empty and NaN are missing', async () => {
    const [low, high, empty, nan] = await scores('0.1,2\n0.9,2\n,2\nNaN,2');
    expect(low).toBeCloseTo(LOW, 6);
    for (const score of [high, empty, nan]) expect(score).toBeCloseTo(HIGH, 6);
  });

  it('takes a thousand rows', async () => {
    expect(await scores(Array.from({ length: 1000 }, (_, n) => `${n % 2},1`).join('\n'))).toHaveLength(1000);
  });

  it('says its type and variant, and speaks JSON when asked', async () => {
    expect(await invoke('0.1,2')).toMatchObject({ type: 'text/csv; charset=utf-8', variant: 'primary' });
    const { text, type } = await invoke('0.1,2', { accept: 'application/json' });
    expect(type).toBe('application/json');
    expect(JSON.parse(text)).toEqual({ predictions: [{ score: expect.closeTo(LOW, 6) }] });
  });

  it('serves a model that was trained anew', async () => {
    await mkdir(join(folder, 'stump-v2'));
    const file = join(folder, 'stump-v2', 'model.json');
    await writeFile(file, JSON.stringify(stump));
    expect(Number((await invoke('0.1,2', { endpoint: 'stump-v2' })).text)).toBeCloseTo(LOW, 6);
    const turned = (await readFile(file, 'utf8')).replace(
      '"split_conditions":[0.5,-1,1]',
      '"split_conditions":[0.05,-1,1]',
    );
    await writeFile(file, turned);
    await utimes(file, new Date(), new Date(Date.now() + 1_000)); // a file system's clock may tick only every few milliseconds
    expect(Number((await invoke('0.1,2', { endpoint: 'stump-v2' })).text)).toBeCloseTo(HIGH, 6);
  });
});

describe('refusals, as the SDK reads them', () => {
  it.each(['nope', '..', 'a.b'])('an unknown endpoint %s', async (endpoint) => {
    await expect(invoke('1,2', { endpoint })).rejects.toMatchObject({
      name: 'ValidationError',
      message: `Endpoint ${endpoint} of account 000000000000 not found.`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    ['1,2,3', 'text/csv', 400, 'the model has 2 features, a row has 3'],
    ['', 'text/csv', 400, 'No data'],
    ['1,x', 'text/csv', 400, "Could not convert string to float: 'x'"],
    ['[1]', 'application/json', 415, 'Content-type application/json not supported'],
  ])("%j as %s: a ModelError with the container's own %d", async (csv, type, status, words) => {
    await expect(invoke(csv, { type })).rejects.toMatchObject({
      name: 'ModelError',
      OriginalStatusCode: status,
      OriginalMessage: expect.stringContaining(words),
      $metadata: { httpStatusCode: 424 },
    });
  });

  it('a body over 6 MB', async () => {
    await expect(invoke('1,2\n'.repeat(1_600_000))).rejects.toMatchObject({ $metadata: { httpStatusCode: 413 } });
  });

  it.each([
    [429, 'ThrottlingException'],
    [503, 'ServiceUnavailable'],
    [500, 'InternalFailure'],
    [424, 'ModelError'],
  ])('a rule for %d is answered as %s, then all is well again', async (status, name) => {
    await rule({ status });
    await expect(invoke('1,2')).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    expect(await scores('1,2')).toHaveLength(1);
  });
});
