import { InvalidInputError } from '../../../shared/errors.ts';
import type { BatchProgram } from '../../../shared/programs/batch-program-schema.ts';
import type { RunContext } from './run.ts';

type Connected = Pick<BatchProgram, 'dataConnector'>;

/**
 * The program's query for one run, with the values of its "?" in order. Marketplaces asked for become a condition
 * around it; their codes are letters only, so they can stand in the text.
 */
export const extractQuery = (
  { dataConnector }: Connected,
  run: Pick<RunContext, 'day' | 'marketplaces'>,
): { sql: string; parameters: string[] } => {
  const { query, parameters } = dataConnector.config;
  const values = { day: run.day };
  return { sql: within(query, run.marketplaces), parameters: parameters.map((name) => values[name]) };
};

const within = (query: string, marketplaces: readonly string[] | undefined): string => {
  if (!marketplaces) return query;
  for (const code of marketplaces) if (!/^[A-Z]{2}$/.test(code)) throw notACode(code);
  const inner = query.trim().replace(/;+$/, '');
  return `SELECT m.* FROM (\n${inner}\n) m WHERE m.marketplace IN (${marketplaces.map((code) => `'${code}'`).join(', ')})`;
};

const notACode = (code: string): InvalidInputError =>
  new InvalidInputError(`"${code}" is no marketplace code`, { whatToDo: 'Write two capital letters, such as DE.' });
