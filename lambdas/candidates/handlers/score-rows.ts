// Scores with a provider behind a breaker and, while it is away, with the program's declared fallback.
import type { Clock } from '../../shared/clock.ts';
import { messageOf, TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { afterFailure, afterSuccess, type BreakerState, closedBreaker, tryPass } from '../domain/scoring/breaker.ts';
import type { Scored } from '../domain/scoring/score-chunk.ts';
import type { ScoringProviders } from '../ports.ts';

type Row = readonly number[];
export type ScoreRowsDeps = { providers: Pick<ScoringProviders, 'open'>; clock: Clock };
/** `version`: of the endpoint's model, where the registry knows several. */
export type Endpoints = { endpoint: string; fallback: string; version?: string };

/** SageMaker takes 6 MB a call; 1,000 rows stay far below it (design.md, Score). */
const rowsPerCall = 1_000;
/** Three failures in a row and the endpoint rests for half a minute; then one call tries it. */
const policy = { failures: 3, openForMs: 30_000 };

/**
 * Scores rows, 1,000 a call. One breaker per endpoint lives as long as the Lambda.
 * @returns a scoring of the same place for every row
 */
export const createScoreRows = ({ providers, clock }: ScoreRowsDeps) => {
  const breakers = new Map<string, BreakerState>();
  const ask = async ({ endpoint, version }: Endpoints, rows: readonly Row[]): Promise<Scored[] | undefined> => {
    const now = () => clock.now().getTime();
    const pass = tryPass(breakers.get(endpoint) ?? closedBreaker, now(), policy);
    breakers.set(endpoint, pass.state);
    if (!pass.allowed) return undefined;
    try {
      const scored = await scoreAt(providers, { endpoint, version }, rows);
      breakers.set(endpoint, afterSuccess(pass.state));
      return scored;
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      breakers.set(endpoint, afterFailure(pass.state, now(), policy));
      logger.warn('scoring provider away', { endpoint, cause: messageOf(error) });
      return undefined;
    }
  };
  return async (endpoints: Endpoints, rows: readonly Row[]): Promise<Scored[]> => {
    const scored: Scored[] = [];
    for (let from = 0; from < rows.length; from += rowsPerCall) {
      const batch = rows.slice(from, from + rowsPerCall);
      const fallback = { endpoint: endpoints.fallback };
      scored.push(...((await ask(endpoints, batch)) ?? asFallback(await scoreAt(providers, fallback, batch))));
    }
    return scored;
  };
};

const scoreAt = async (
  providers: ScoreRowsDeps['providers'],
  { endpoint, version }: { endpoint: string; version?: string | undefined },
  rows: readonly Row[],
) => {
  const provider = await providers.open(endpoint, version);
  const values = await provider.score(rows);
  return values.map(
    (value): Scored => ({ value, scoredBy: endpoint, modelVersion: provider.version, fallback: false, cached: false }),
  );
};

const asFallback = (scored: readonly Scored[]): Scored[] => scored.map((score) => ({ ...score, fallback: true }));
