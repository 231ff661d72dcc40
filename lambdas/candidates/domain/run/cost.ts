// The price of one run on AWS, by service, from the run's own counters.
// Prices: us-east-1, November 2026, from the vendor's price pages; Lambda on arm64.
import type { DecisionCounts } from './counts.ts';

/** US dollars per unit. One table, so that a changed price is changed once. */
const prices = {
  athenaPerTerabyte: 5,
  lambdaPerRequest: 0.2 / 1e6,
  lambdaPerGbSecond: 0.000_013_333_4,
  dynamoPerRead: 0.125 / 1e6,
  dynamoPerWrite: 0.625 / 1e6,
  stepFunctionsPerTransition: 0.025 / 1e3,
  s3PerPut: 0.005 / 1e3,
  s3PerGet: 0.0004 / 1e3,
} as const;

const BYTES_PER_TERABYTE = 1e12;
/** Athena charges at least this much for a query that ran (vendor's price page). */
const ATHENA_MIN_BYTES = 10e6;

/** US dollars for one query, by the bytes it scanned. */
export const athenaCostUsd = (bytesScanned: number): number =>
  (Math.max(bytesScanned, ATHENA_MIN_BYTES) / BYTES_PER_TERABYTE) * prices.athenaPerTerabyte;

/** What a run used, as far as its own counters know. `lambdaSeconds`: billed, summed over all calls. */
export type Usage = {
  athenaUsd: number;
  chunks: number;
  parts: number;
  decisions: Pick<DecisionCounts, 'candidates' | 'passed' | 'cacheLookups' | 'cacheHits'>;
  /** Candidates inserted or refreshed, and serving items (one per channel) written with each. */
  written: number;
  channels: number;
  lambdaSeconds: number;
  lambdaGb: number;
};

/** Steps of the state machine outside the Maps, and per item of Map 1 and Map 2 (statemachines/batch-ingestion). */
const OUTER_TRANSITIONS = 16;
const TRANSITIONS_PER_CHUNK = 5;
const CALLS_PER_CHUNK = 3;
/** Objects of a chunk: chunk, filtered, decisions, two counts, Map results. */
const PUTS_PER_CHUNK = 6;
const GETS_PER_CHUNK = 5;
const OUTER_CALLS = 12;

/** Look-ups, half a read unit each (eventually consistent, under 4 KB): customer, product, contact; two feature groups. */
const readUnits = ({ decisions }: Usage): number =>
  0.5 * (3 * decisions.candidates + 2 * decisions.passed + decisions.cacheLookups);

/** The candidate with its two index entries, and for each channel a serving item with its index entry. */
const writeUnits = ({ written, channels, decisions }: Usage): number =>
  written * (2 + 2 * channels) + (decisions.cacheLookups - decisions.cacheHits);

/** US dollars by service. An upper estimate: facts are de-duplicated within a chunk, which we don't count here. */
export const runCost = (usage: Usage): Record<string, number> => {
  const { chunks, parts } = usage;
  const calls = OUTER_CALLS + parts + CALLS_PER_CHUNK * chunks;
  return {
    athena: usage.athenaUsd,
    lambda: calls * prices.lambdaPerRequest + usage.lambdaSeconds * usage.lambdaGb * prices.lambdaPerGbSecond,
    dynamodb: readUnits(usage) * prices.dynamoPerRead + writeUnits(usage) * prices.dynamoPerWrite,
    stepFunctions: (OUTER_TRANSITIONS + parts + TRANSITIONS_PER_CHUNK * chunks) * prices.stepFunctionsPerTransition,
    s3:
      (PUTS_PER_CHUNK * chunks + 2 * parts) * prices.s3PerPut + (GETS_PER_CHUNK * chunks + 2 * parts) * prices.s3PerGet,
  };
};
