// Which version of a model serves whom. A new version starts as a canary for a share of the customers, and is promoted or
// rolled back. Pure: who asks saves the change on condition of the revision that was read.
import { createHash } from 'node:crypto';

type VersionState = 'candidate' | 'canary' | 'current' | 'retired' | 'rejected';

/** One trained version. `key`: folder of its files in the data bucket. `trainedAt`: ISO 8601. `reason`: of its state. */
export type ModelVersion = {
  modelId: string;
  version: string;
  trainedAt: string;
  key: string;
  metrics: Record<string, unknown>;
  state: VersionState;
  reason?: string;
};

/** `share`: of the customers, 0 to 1. `since`: ISO 8601. `revision` counts writes. */
export type Serving = {
  modelId: string;
  current: string;
  previous?: string;
  canary?: { version: string; share: number; since: string };
  revision: number;
};

/** What a run or a call is scored by: pinned for a whole batch run. */
export type ServingChoice = { current: string; canary?: { version: string; share: number } };

/** A change of who serves, with the states that versions take by it. `reason` is kept with them. */
export type ServingChange = { serving: Serving; states: { version: string; state: VersionState }[]; reason: string };
export type ServingDecision = { allowed: true; change: ServingChange } | { allowed: false; reason: string };

/** A customer’s place in [0, 1) for one canary: the same at every call, another for every canary. */
const placeOf = (modelId: string, version: string, customerId: string): number =>
  createHash('sha256')
    .update(JSON.stringify(['canary', modelId, version, customerId]))
    .digest()
    .readUInt32BE(0) /
  2 ** 32;

/** The version that scores a customer. */
export const versionFor = (modelId: string, { current, canary }: ServingChoice, customerId: string): string =>
  canary && placeOf(modelId, canary.version, customerId) < canary.share ? canary.version : current;

export const choiceOf = ({ current, canary }: Serving): ServingChoice => ({
  current,
  ...(canary && { canary: { version: canary.version, share: canary.share } }),
});

const refused = (reason: string): ServingDecision => ({ allowed: false, reason });

/** Lets a version serve a share of the customers beside the current one. */
export const startCanary = (
  serving: Serving,
  { version, share, at, reason }: { version: string; share: number; at: string; reason: string },
): ServingDecision => {
  if (serving.canary) return refused(`${serving.canary.version} is a canary already: promote it or roll it back first`);
  if (version === serving.current) return refused(`${version} is current already`);
  if (!(share > 0 && share < 1)) return refused(`a canary serves more than none and fewer than all, found ${share}`);
  const next = { ...serving, canary: { version, share, since: at }, revision: serving.revision + 1 };
  return { allowed: true, change: { serving: next, states: [{ version, state: 'canary' }], reason } };
};

/** Makes a version serve everybody. The one before is kept for rolling back; another canary goes back to the candidates. */
export const promote = (
  { modelId, current, canary, revision }: Serving,
  { version, reason }: { version: string; reason: string },
): ServingDecision => {
  if (version === current) return refused(`${version} is current already`);
  const other = canary && canary.version !== version ? [{ version: canary.version, state: 'candidate' as const }] : [];
  const states = [{ version, state: 'current' as const }, { version: current, state: 'retired' as const }, ...other];
  const serving = { modelId, current: version, previous: current, revision: revision + 1 };
  return { allowed: true, change: { serving, states, reason } };
};

/** Takes the canary back; without one, the current version in favour of the one before. What is taken back is `rejected`. */
export const rollBack = (serving: Serving, reason: string): ServingDecision => {
  const { modelId, current, previous, canary, revision } = serving;
  if (canary) {
    const next = { modelId, current, ...(previous !== undefined && { previous }), revision: revision + 1 };
    return {
      allowed: true,
      change: { serving: next, states: [{ version: canary.version, state: 'rejected' }], reason },
    };
  }
  if (previous === undefined) return refused(`there is no canary and no version before ${current}`);
  const states = [
    { version: previous, state: 'current' as const },
    { version: current, state: 'rejected' as const },
  ];
  return { allowed: true, change: { serving: { modelId, current: previous, revision: revision + 1 }, states, reason } };
};
