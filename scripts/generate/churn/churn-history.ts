// Generated situations around real customers, with outcomes by the documented truth: what churn-risk-v3 learns from.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Random, randomFor } from '../random.ts';
import { churnProbability, moodDeviation } from './churn-truth.ts';
import { situationOf } from './situation.ts';

export type ChurnHistoryRequest = { seed: number; situationsPerCustomer: number };

const telemetryColumns = [
  'lifetime_value',
  'engagement_score',
  'sessions_30d',
  'crash_free_rate',
  'support_history',
  'error_frequency',
  'error_severity',
  'known_issue',
] as const;

type Profile = { features: string[]; lifetimeValue: number; heldOut: string; baseline: number };

/** The last three columns are lifetime value, split and baseline; those before them are the baseline model's features. */
const profileOf = (line: string): Profile => {
  const cells = line.split(',');
  const [lifetimeValue, heldOut = '', baseline] = cells.slice(-3);
  return { features: cells.slice(0, -3), lifetimeValue: Number(lifetimeValue), heldOut, baseline: Number(baseline) };
};

const historyLine = ({ features, lifetimeValue, heldOut, baseline }: Profile, random: Random): string => {
  const situation = situationOf({ lifetimeValue, baseline }, random);
  const probability = churnProbability(baseline, situation, random.normal(0, moodDeviation));
  const churned = Number(random.chance(probability));
  const telemetry = telemetryColumns.map((name) => situation[name]);
  return [...features, ...telemetry, heldOut, baseline, probability.toFixed(6), churned].join(',');
};

/**
 * Reads customers' profiles (CSV of scripts/train/churn_baseline.py) and writes `situationsPerCustomer` rows for each: features,
 * split, baseline, true probability, and whether the customer left.
 */
export const writeChurnHistory = (request: ChurnHistoryRequest, profilesPath: string, path: string): void => {
  const [header = '', ...lines] = readFileSync(profilesPath, 'utf8').trim().split(/\r?\n/);
  const features = header.split(',').slice(0, -3);
  const rows = lines.flatMap((line, customer) => {
    const random = randomFor(request.seed, 'churn-history', customer);
    const profile = profileOf(line);
    return Array.from({ length: request.situationsPerCustomer }, () => historyLine(profile, random));
  });
  mkdirSync(dirname(path), { recursive: true });
  const columns = [...features, ...telemetryColumns, 'held_out', 'baseline', 'probability', 'churned'];
  writeFileSync(path, `${columns.join(',')}\n${rows.join('\n')}\n`);
};
