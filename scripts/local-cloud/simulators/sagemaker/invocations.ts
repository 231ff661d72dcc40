// POST /endpoints/{name}/invocations, with the built-in XGBoost container behind every endpoint.
import { predict, type TreeModel } from '../../../../lambdas/candidates/domain/scoring/trees.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../kit/simulator.ts';
import { modelError, unknownEndpoint } from './invocation-errors.ts';
import type { OpenModel } from './model-folder.ts';

const BODY_LIMIT = 6 * 1024 * 1024;
const PATH = /^\/endpoints\/([^/?]+)\/invocations(?:\?|$)/;

/** A cell that is empty or `NaN` is a missing value. */
const cell = (text: string) => (['', 'nan'].includes(text.trim().toLowerCase()) ? Number.NaN : Number(text));

const rowsOf = (body: Buffer): number[][] =>
  body
    .toString()
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(',').map(cell));

/** Why the container would refuse these rows; undefined when it would not. A NaN that no cell asked for is a bad number. */
const problemOf = ({ featureCount }: TreeModel, rows: number[][], body: string): string | undefined => {
  if (rows.length === 0) return 'No data was sent.';
  const wrong = rows.find((row) => row.length !== featureCount);
  if (wrong) return `Feature count mismatch: the model has ${featureCount} features, a row has ${wrong.length}.`;
  const word = /[^\s,\d.+\-eE]+/.exec(body.replace(/nan|[+-]?inf(inity)?/gi, ''));
  return word ? `Could not convert string to float: '${word[0]}'` : undefined;
};

const render = (scores: ArrayLike<number>, accept: string | undefined): SimulatedAnswer => {
  const list = Array.from(scores);
  const headers = { 'x-amzn-invoked-production-variant': 'primary' };
  if (!accept?.includes('json')) {
    return {
      status: 200,
      headers: { ...headers, 'content-type': 'text/csv; charset=utf-8' },
      body: `${list.join('\n')}\n`,
    };
  }
  return {
    status: 200,
    headers: { ...headers, 'content-type': 'application/json' },
    body: { predictions: list.map((score) => ({ score })) },
  };
};

/** Scores the rows of a text/csv body: one score a row, as text/csv or (`accept: application/json`) as JSON. */
export const createInvocations =
  (open: OpenModel) =>
  async ({ method, path, headers, body }: SimulatedRequest): Promise<SimulatedAnswer> => {
    const endpoint = decodeURIComponent(PATH.exec(path)?.[1] ?? '');
    if (method !== 'POST' || endpoint === '') {
      return { status: 404, headers: { 'x-amzn-errortype': 'UnknownOperationException' }, body: {} };
    }
    if (body.length > BODY_LIMIT) {
      return { status: 413, body: { Message: `HTTP content length exceeded ${BODY_LIMIT} bytes.` } };
    }
    const model = await open(endpoint);
    if (!model) return unknownEndpoint(endpoint);
    if (!headers['content-type']?.startsWith('text/csv')) {
      const message = `Content-type ${headers['content-type']} not supported. Supported content-type is text/csv.`;
      return modelError(endpoint, { status: 415, message });
    }
    const rows = rowsOf(body);
    const problem = problemOf(model, rows, body.toString());
    if (problem) return modelError(endpoint, { status: 400, message: problem });
    return render(predict(model, rows), headers.accept);
  };
