// What the benchmark of the trees needs before the clock starts: rows, the model as ONNX, XGBoost's own answers.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseXgboostModel, type TreeModel } from '../../../lambdas/candidates/domain/scoring/trees.ts';
import { pythonEnvironment } from '../../train/python-environment.ts';

const folder = fileURLToPath(new URL('../../../.local/bench', import.meta.url));
const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const xgboostRounds = 7;

export type PreparedTrees = {
  model: TreeModel;
  onnxFile: string;
  /** The same rows, as each side likes them: plain arrays, and one flat float32 matrix. */
  rows: number[][];
  matrix: Float32Array;
  xgboost: { rowsPerSecond: number; predictions: number[] };
};

const python = (name: string, ...args: string[]): string =>
  execFileSync(pythonEnvironment(script('requirements.lock'), 'bench'), [script(name), ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', OMP_NUM_THREADS: '1' },
  });

/** Trains the model of 100 trees of depth 6 over 50 features. @returns its file */
export const wideModel = (): string => {
  mkdirSync(folder, { recursive: true });
  python('wide_model.py', `${folder}/wide.json`);
  return `${folder}/wide.json`;
};

/** @param rowsOf makes the rows for a model of so many features; values are taken as float32 by all three */
export const prepareTrees = (
  name: string,
  modelFile: string,
  rowsOf: (featureCount: number) => number[][],
): PreparedTrees => {
  mkdirSync(folder, { recursive: true });
  const model = parseXgboostModel(JSON.parse(readFileSync(modelFile, 'utf8')));
  const matrix = Float32Array.from(rowsOf(model.featureCount).flat());
  const width = model.featureCount;
  const rows = Array.from({ length: matrix.length / width }, (_, n) => [
    ...matrix.subarray(n * width, (n + 1) * width),
  ]);
  const [onnxFile, rowsFile] = [`${folder}/${name}.onnx`, `${folder}/${name}.f32`];
  python('to_onnx.py', modelFile, onnxFile);
  writeFileSync(rowsFile, matrix);
  const xgboost = JSON.parse(python('xgboost_rate.py', modelFile, rowsFile, String(xgboostRounds)));
  return { model, onnxFile, rows, matrix, xgboost };
};
