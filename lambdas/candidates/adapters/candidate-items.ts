// How the `candidates` table keeps a candidate and its serving items (docs/architecture.md, Tables).
import type { StoredCandidate } from '../domain/candidate.ts';
import { scoreKeyOf } from '../domain/serving/score-key.ts';
import type { CandidateKey } from '../ports.ts';

export const channelIndex = 'byChannelScore';

export type ItemKey = { pk: string; sk: string };
export type CandidateItem = StoredCandidate & ItemKey & { dayKey: string; daySort: string };
export type ServingItem = StoredCandidate & ItemKey & { channelKey: string; scoreKey: string };

export const partitionOf = (customerId: string, programId: string): string => `C#${customerId}#P#${programId}`;

export const keyOf = ({ customerId, programId, subject }: CandidateKey): ItemKey => ({
  pk: partitionOf(customerId, programId),
  sk: subject,
});

export const servingKeyOf = (candidate: CandidateKey, channel: string): ItemKey => {
  const { pk, sk } = keyOf(candidate);
  return { pk, sk: `${sk}#CH#${channel}` };
};

export const channelKeyOf = (place: {
  programId: string;
  channel: string;
  marketplace: string;
  shard: number;
}): string => `${place.programId}#${place.channel}#${place.marketplace}#${place.shard}`;

export const candidateItem = (candidate: StoredCandidate, shard: number): CandidateItem => ({
  ...candidate,
  ...keyOf(candidate),
  dayKey: `${candidate.programId}#ALL#${shard}`,
  daySort: `${candidate.day}#${candidate.customerId}#${candidate.subject}`,
});

/** One per channel, each a whole copy of the candidate, so that a page of a channel costs one page of index reads. */
export const servingItems = (candidate: StoredCandidate, shard: number): ServingItem[] =>
  candidate.channels.map((channel) => ({
    ...candidate,
    ...servingKeyOf(candidate, channel),
    channelKey: channelKeyOf({ ...candidate, channel, shard }),
    scoreKey: scoreKeyOf(candidate),
  }));

/** The candidate in either kind of item, without the table's keys. */
export const candidateOf = (item: Record<string, unknown>): StoredCandidate => {
  const { pk: _pk, sk: _sk, dayKey: _day, daySort: _sort, channelKey: _channel, scoreKey: _score, ...candidate } = item;
  return candidate as unknown as StoredCandidate;
};
