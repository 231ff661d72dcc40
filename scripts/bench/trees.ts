// trees-vs-onnxruntime and trees-single-row-vs-onnxruntime: the same trees, the same rows, one process, in turn.
import { readFileSync } from 'node:fs';
import { predict, predictOne, type TreeModel } from '../../lambdas/candidates/domain/scoring/trees.ts';
import { type BenchRow, median, secondsOf } from './bench-row.ts';
import { type OnnxPeer, onnxPeer } from './trees/onnx-peer.ts';
import { type PreparedTrees, prepareTrees, wideModel } from './trees/prepare.ts';

const batchRows = 20_000;
const singleRows = 2_000;
const rounds = 9;
const tolerance = 1e-5;

type Rates = { ours: number; onnx: number; onnxThreads: number; oursOne: number; onnxOne: number };

/** Deterministic numbers from 0 to 1 (Park and Miller). */
const randomFrom = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed / 2_147_483_647;
};

/** Real feature values (models/…/parity.json), shuffled by column. */
const reviewRows = (): number[][] => {
  const { rows } = JSON.parse(readFileSync('models/review-propensity-v2/parity.json', 'utf8')) as { rows: number[][] };
  const random = randomFrom(42);
  const any = (column: number) => rows[Math.floor(random() * rows.length)]?.[column] ?? 0;
  return Array.from({ length: batchRows }, () => (rows[0] ?? []).map((_, column) => any(column)));
};

const uniformRows = (width: number): number[][] => {
  const random = randomFrom(42);
  return Array.from({ length: batchRows }, () => Array.from({ length: width }, random));
};

/** @throws Error where two of the three differ: a benchmark of different answers is worth nothing */
const requireEqual = async ({ model, rows, matrix, xgboost }: PreparedTrees, peer: OnnxPeer): Promise<void> => {
  const theirs = await peer.batch(matrix);
  const ours = predict(model, rows);
  for (const [index, expected] of xgboost.predictions.entries()) {
    const worst = Math.max(
      Math.abs((theirs[index] ?? Number.NaN) - expected),
      Math.abs((ours[index] ?? Number.NaN) - expected),
    );
    if (!(worst < tolerance))
      throw new Error(
        `Row ${index}: XGBoost ${expected}, onnxruntime ${theirs[index]}, ours ${ours[index]}: over ${tolerance}`,
      );
  }
};

const oneByOne = (model: TreeModel, rows: readonly number[][]): number => {
  let sum = 0;
  for (const row of rows) sum += predictOne(model, row);
  return sum;
};

const onnxOneByOne = async (peer: OnnxPeer, matrix: Float32Array, width: number): Promise<void> => {
  for (let row = 0; row < singleRows; row += 1) await peer.batch(matrix.subarray(row * width, (row + 1) * width));
};

const measure = async (name: string, prepared: PreparedTrees): Promise<Rates[]> => {
  const { model, onnxFile, rows, matrix } = prepared;
  const width = model.featureCount;
  const peer = await onnxPeer(onnxFile, width, 1);
  const threaded = await onnxPeer(onnxFile, width, undefined);
  await requireEqual(prepared, peer);
  const few = rows.slice(0, singleRows);
  const rates: Rates[] = [];
  for (let round = 0; round <= rounds; round += 1)
    rates.push({
      ours: rows.length / (await secondsOf(() => predict(model, rows))),
      onnx: rows.length / (await secondsOf(() => peer.batch(matrix))),
      onnxThreads: rows.length / (await secondsOf(() => threaded.batch(matrix))),
      oursOne: singleRows / (await secondsOf(() => oneByOne(model, few))),
      onnxOne: singleRows / (await secondsOf(() => onnxOneByOne(peer, matrix, width))),
    });
  await Promise.all([peer.release(), threaded.release()]);
  console.log(`  ${name}: ${batchRows} rows equal within ${tolerance} in ours, onnxruntime and XGBoost`);
  // The first round warms up.
  return rates.slice(1);
};

const of = (rates: readonly Rates[], pick: (rate: Rates) => number): number => median(rates.map(pick));
const thousands = (rate: number): string => `${Math.round(rate / 1000)} k`;

const batchText = (rates: readonly Rates[], { xgboost }: PreparedTrees): string => {
  const threaded = `onnxruntime with its default threads ${thousands(of(rates, (rate) => rate.onnxThreads))}`;
  return `${threaded}, XGBoost (Python, one thread, matrix prebuilt) ${thousands(xgboost.rowsPerSecond)} rows/s`;
};

const wideText = (rates: readonly Rates[], prepared: PreparedTrees): string => {
  const [ours, theirs] = [of(rates, (rate) => rate.ours), of(rates, (rate) => rate.onnx)];
  const beside = `ours ${thousands(ours)}, onnxruntime ${thousands(theirs)} (ratio ${of(rates, (rate) => rate.ours / rate.onnx).toFixed(2)})`;
  return `100 trees of depth 6 over 50 features: ${beside}, ${batchText(rates, prepared)}`;
};

export const trees = async (): Promise<BenchRow[]> => {
  const review = prepareTrees('review', 'models/review-propensity-v2/model.json', reviewRows);
  const wide = prepareTrees('wide', wideModel(), uniformRows);
  const rates = await measure('review-propensity-v2', review);
  const wideRates = await measure('100 × depth 6 × 50 features', wide);
  const same = `review-propensity-v2 (100 trees of depth 5, 6 features), answers of ours, onnxruntime-node and XGBoost equal within ${tolerance}; median of ${rounds} rounds in turn in one process`;
  const wideOne = `100 trees of depth 6 over 50 features: ours ${thousands(of(wideRates, (rate) => rate.oursOne))}, onnxruntime ${thousands(of(wideRates, (rate) => rate.onnxOne))} (ratio ${of(wideRates, (rate) => rate.oursOne / rate.onnxOne).toFixed(1)})`;
  return [
    {
      name: 'trees-vs-onnxruntime',
      value: Math.round(of(rates, (rate) => rate.ours)),
      unit: 'rows/s',
      baseline: Math.round(of(rates, (rate) => rate.onnx)),
      ratio: of(rates, (rate) => rate.ours / rate.onnx),
      how: `batches of ${batchRows} rows, one thread each, ${same}; ${batchText(rates, review)}. ${wideText(wideRates, wide)}`,
    },
    {
      name: 'trees-single-row-vs-onnxruntime',
      value: Math.round(of(rates, (rate) => rate.oursOne)),
      unit: 'rows/s',
      baseline: Math.round(of(rates, (rate) => rate.onnxOne)),
      ratio: of(rates, (rate) => rate.oursOne / rate.onnxOne),
      how: `one row a call (onnxruntime: one session.run, awaited), ${singleRows} rows, one thread each, ${same}. ${wideOne}`,
    },
  ];
};
