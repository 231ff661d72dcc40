import { type ScoringProviders, type Serving, versionFor } from '../../../candidates/index.ts';
import type { Arms, Decided } from '../../domain/models/judge-canary.ts';
import type { TrainingRow } from '../../domain/models/training-row.ts';
import type { TrainingFiles } from '../../ports.ts';
import { readRows } from './read-rows.ts';
import { vectorOf } from './row-vector.ts';

export type CanaryArmsDeps = {
  files: Pick<TrainingFiles, 'get' | 'list'>;
  providers: Pick<ScoringProviders, 'spec' | 'open'>;
};
type Canary = NonNullable<Serving['canary']>;
/** `ripeBefore`: the outcomes of decisions of earlier days are known, yyyy-mm-dd. */
type Look = { prefix: string; modelId: string; current: string; canary: Canary; ripeBefore: string };

/** More rows make the verdict no better, but fill the memory. */
const mostRows = 100_000;

/**
 * Decisions since the canary began, by the version that its customer belonged to, each scored again by both versions. One that another
 * version scored (the registry is asked once a minute, a batch run keeps whom it began with) says nothing of either.
 */
export const canaryArms = async ({ files, providers }: CanaryArmsDeps, look: Look): Promise<Arms> => {
  const { modelId, current, canary } = look;
  const arms = { canary: [] as Decided[], current: [] as Decided[] };
  const choice = { current, canary: { version: canary.version, share: canary.share } };
  const [byCanary, byCurrent] = await Promise.all([
    scorer(providers, modelId, canary.version),
    scorer(providers, modelId, current),
  ]);
  const armOf = ({ customer_id }: TrainingRow) =>
    versionFor(modelId, choice, customer_id) === canary.version ? ('canary' as const) : ('current' as const);
  for await (const page of readRows(files, look.prefix)) {
    const rows = page.filter((row) => row.decided_at >= canary.since && isOf(row, choice, armOf(row)));
    const [asCanary, asCurrent] = await Promise.all([byCanary(rows), byCurrent(rows)]);
    for (const [index, row] of rows.entries()) {
      const arm = arms[armOf(row)];
      const scores = { canary: asCanary[index] as number, current: asCurrent[index] as number };
      if (arm.length < mostRows) arm.push(decidedOf(row, scores, look.ripeBefore));
    }
  }
  return arms;
};

type Choice = { current: string; canary: { version: string } };
const isOf = ({ fallback, model_version }: TrainingRow, choice: Choice, arm: keyof Arms): boolean =>
  fallback || model_version === (arm === 'canary' ? choice.canary.version : choice.current);

const scorer = async ({ spec, open }: CanaryArmsDeps['providers'], modelId: string, version: string) => {
  const [wanted, provider] = await Promise.all([spec(modelId, version), open(`model://${modelId}`, version)]);
  return (rows: readonly TrainingRow[]) => provider.score(rows.map((row) => vectorOf(row, wanted)));
};

const decidedOf = (
  { customer_id, decided_at, fallback, score, label, labelled }: TrainingRow,
  scores: { canary: number; current: number },
  ripeBefore: string,
): Decided => ({
  ...{ customerId: customer_id, at: decided_at, fallback, served: score, ...scores },
  ...(labelled !== false && decided_at.slice(0, 10) < ripeBefore && { label }),
});
