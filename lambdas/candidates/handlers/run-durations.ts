/** Instants as ISO 8601. `query`: the extract; `split`, `judged`: when WriteManifest and Judge had finished. */
export type StageTimes = {
  started: string;
  query: { startedAt: string; runtimeMs: number };
  split: string;
  judged: string;
  ended: string;
};

/** Seconds by stage. `store` includes the wait of a run that was held. */
export const stageSeconds = ({ started, query, split, judged, ended }: StageTimes): Record<string, number> => {
  const at = (iso: string) => Date.parse(iso) / 1000;
  const extract = query.runtimeMs / 1000;
  const positive = (seconds: number) => Math.max(0, Math.round(seconds * 1000) / 1000);
  return {
    extract: positive(extract),
    split: positive(at(split) - at(query.startedAt) - extract),
    filterAndScore: positive(at(judged) - at(split)),
    store: positive(at(ended) - at(judged)),
    total: positive(at(ended) - at(started)),
  };
};

type Width = { parts: number; chunks: number; concurrency: number };
/**
 * Lambda seconds of the Maps, for the cost: an upper bound, as if every place were busy as long as its stage took.
 * @param seconds as `stageSeconds` gives them
 */
export const workerSeconds = (seconds: Record<string, number>, { parts, chunks, concurrency }: Width): number => {
  const wide = Math.min(chunks, concurrency);
  const chunkSeconds = ((seconds.filterAndScore ?? 0) + (seconds.store ?? 0)) * wide;
  return (seconds.split ?? 0) * Math.min(parts, concurrency) + chunkSeconds;
};
