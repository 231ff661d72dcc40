import type { StoredCandidate } from '../candidate.ts';

/** `leave`: not ours to touch. `keep`: says the same already. `write`: to be refreshed. */
export type RefreshDecision = 'leave' | 'keep' | 'write';

/**
 * What Store does with a candidate that is there already. Only one still `active`, of the same or an earlier day, may
 * be refreshed; one that would only change its run keeps it, so that a re-run of a day writes nothing. An
 * earlier attempt that still writes after another took the day over (a worker outlives its execution) undoes nothing.
 * @param committed whether the existing candidate's run is committed; if not, it would never be served without a write
 */
export const decideRefresh = (
  existing: StoredCandidate,
  incoming: StoredCandidate,
  committed: boolean,
): RefreshDecision => {
  if (existing.state !== 'active' || existing.day > incoming.day) return 'leave';
  // Run ids end in the attempt's number, three digits: as text they sort by it.
  if (existing.day === incoming.day && existing.runId > incoming.runId) return 'leave';
  const settled = committed || existing.runId === incoming.runId;
  return settled && contentOf(existing) === contentOf(incoming) ? 'keep' : 'write';
};

/** The refreshed candidate: everything new but its birth, and who served it so far. @param committed as above */
export const refreshed = (
  existing: StoredCandidate,
  incoming: StoredCandidate,
  committed: boolean,
): StoredCandidate => {
  const servedBy = committed && existing.runId !== incoming.runId ? existing.runId : existing.servedBy;
  return { ...incoming, createdAt: existing.createdAt, ...(servedBy !== undefined && { servedBy }) };
};

/** The runs that decide whether a candidate is served: one of them has to be committed. */
export const servingRuns = ({ runId, servedBy }: StoredCandidate): string[] =>
  servedBy === undefined ? [runId] : [runId, servedBy];

/** Everything a refresh could change, as comparable text; not which run wrote it, nor when. */
const contentOf = (candidate: StoredCandidate): string => {
  const {
    runId: _run,
    servedBy: _served,
    createdAt: _created,
    updatedAt: _updated,
    attributes,
    ...content
  } = candidate;
  return JSON.stringify([sorted(content), sorted(attributes)]);
};

const sorted = (record: Record<string, unknown>): [string, unknown][] =>
  Object.entries(record)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
