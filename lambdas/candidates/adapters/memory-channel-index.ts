// The fake's serving index: candidates of a program and channel in serving order, sorted when asked after a change.
import type { StoredCandidate } from '../domain/candidate.ts';
import { compareScoreKeys, scoreKeyOf } from '../domain/serving/score-key.ts';

export type Ranked = { candidate: StoredCandidate; key: string };
export type MemoryChannelIndex = {
  /** To be called whenever a candidate has changed. */
  forget(): void;
  /** Best first; from right below `below` if given. */
  ranked(query: { programId: string; channel: string }, below: string | undefined): Iterable<Ranked>;
};

export const memoryChannelIndex = (candidates: () => Iterable<StoredCandidate>): MemoryChannelIndex => {
  const sorted = new Map<string, Ranked[]>();
  const listOf = ({ programId, channel }: { programId: string; channel: string }): Ranked[] => {
    const name = `${programId}#${channel}`;
    const list = sorted.get(name) ?? sort([...candidates()].filter(eligible(programId, channel)));
    sorted.set(name, list);
    return list;
  };
  return {
    forget: () => sorted.clear(),
    *ranked(query, below) {
      const list = listOf(query);
      for (let at = below === undefined ? 0 : firstBelow(list, below); at < list.length; at += 1) {
        yield list[at] as Ranked;
      }
    },
  };
};

const eligible =
  (programId: string, channel: string) =>
  (candidate: StoredCandidate): boolean =>
    candidate.programId === programId && candidate.state === 'active' && candidate.channels.includes(channel);

const sort = (candidates: readonly StoredCandidate[]): Ranked[] =>
  candidates
    .map((candidate) => ({ candidate, key: scoreKeyOf(candidate) }))
    .sort((a, b) => compareScoreKeys(b.key, a.key));

/** Binary search in a descending list. */
const firstBelow = (list: readonly Ranked[], key: string): number => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareScoreKeys(list[middle]?.key ?? '', key) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
};
