import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import { readCursor, writeCursor } from '../domain/serving/channel-cursor.ts';
import { hasExpired } from '../domain/serving/expiry.ts';
import { mergeSources, type Source } from '../domain/serving/merge-sources.ts';
import { servingRuns } from '../domain/serving/refresh-decision.ts';
import { compareScoreKeys, leastScoreKey } from '../domain/serving/score-key.ts';
import type { ChannelQuery, Page } from '../ports.ts';
import { candidateOf, channelIndex, channelKeyOf, type ServingItem } from './candidate-items.ts';
import type { CommittedRuns } from './committed-runs.ts';

type ChannelReader = { document: DynamoDBDocumentClient; table: string; clock: Clock; committed: CommittedRuns };
type Item = Record<string, unknown>;
type Partition = Source<ServingItem> & { channelKey: string; from?: Item | undefined };
/** `below`: sort key after which to go on, from the cursor. */
type Reading = { query: ChannelQuery; below: string | undefined; perRead: number };

/** While a run is being stored its items are passed over; after this many times `limit` the page ends short. */
const looksPerItem = 10;

/**
 * One page of a channel: every shard of every marketplace is read a little, merged by sort key, and read on only where
 * it ran dry. So the cost follows the page, not the table. Uncommitted runs and expired candidates are passed over.
 * @throws InvalidInputError for a bad `nextToken`
 */
export const readChannel = async (reader: ChannelReader, query: ChannelQuery): Promise<Page<StoredCandidate>> => {
  const below = query.nextToken === undefined ? undefined : readCursor(query, query.nextToken);
  let partitions = partitionsOf(query);
  const reading = { query, below, perRead: itemsPerRead(query.limit, partitions.length) };
  const items: StoredCandidate[] = [];
  let looked = 0;
  let last: string | undefined;
  let starved = partitions.map((_, index) => index);
  for (let ended = false; !ended; ) {
    partitions = await readOn(reader, { reading, partitions, starved });
    const merged = mergeSources(partitions, query.limit - items.length, precedes);
    partitions = partitions.map((partition, index) => ({ ...partition, ...merged.sources[index] }));
    starved = merged.starved;
    looked += merged.taken.length;
    last = merged.taken.at(-1)?.scoreKey ?? last;
    items.push(...(await servable(reader, merged.taken)));
    const exhausted = merged.taken.length === 0 && starved.length === 0;
    ended = exhausted || items.length >= query.limit || looked >= query.limit * looksPerItem;
  }
  const more = partitions.some(({ buffered, unread }) => buffered.length > 0 || unread);
  return { items, ...(more && last !== undefined && { nextToken: writeCursor(query, last) }) };
};

const precedes = (a: ServingItem, b: ServingItem): boolean => compareScoreKeys(a.scoreKey, b.scoreKey) > 0;

const partitionsOf = ({ programId, channel, marketplaces, shards }: ChannelQuery): Partition[] =>
  marketplaces.flatMap((marketplace) =>
    Array.from({ length: shards }, (_, shard) => ({
      channelKey: channelKeyOf({ programId, channel, marketplace, shard }),
      buffered: [],
      unread: true,
    })),
  );

/** A partition's expected share of the page plus one standard deviation: most pages need no second read. */
const itemsPerRead = (limit: number, partitions: number): number => {
  const share = limit / partitions;
  return Math.min(limit, Math.ceil(share + Math.sqrt(share))) + 1;
};

const readOn = async (
  reader: ChannelReader,
  { reading, partitions, starved }: { reading: Reading; partitions: Partition[]; starved: number[] },
): Promise<Partition[]> => {
  const dry = new Set(starved);
  return Promise.all(
    partitions.map((partition, index) => (dry.has(index) ? readPartition(reader, reading, partition) : partition)),
  );
};

const readPartition = async (reader: ChannelReader, reading: Reading, partition: Partition): Promise<Partition> => {
  const { query, below, perRead } = reading;
  const command = new QueryCommand({
    TableName: reader.table,
    IndexName: channelIndex,
    KeyConditionExpression: `channelKey = :channel AND scoreKey ${below === undefined ? '>= :least' : 'BETWEEN :least AND :below'}`,
    ExpressionAttributeValues: {
      ':channel': partition.channelKey,
      ':least': leastScoreKey(query.minScore),
      ...(below !== undefined && { ':below': below }),
    },
    ScanIndexForward: false,
    Limit: perRead,
    ExclusiveStartKey: partition.from,
  });
  const { Items = [], LastEvaluatedKey } = await asTransient('read candidates', () => reader.document.send(command));
  const fresh = (Items as ServingItem[]).filter(({ scoreKey }) => scoreKey !== below);
  return {
    ...partition,
    buffered: [...partition.buffered, ...fresh],
    unread: LastEvaluatedKey !== undefined,
    from: LastEvaluatedKey,
  };
};

/** TTL deletes within days, so what has expired is passed over here. */
const servable = async (reader: ChannelReader, taken: readonly ServingItem[]): Promise<StoredCandidate[]> => {
  const now = reader.clock.now();
  const live = taken.filter((item) => !hasExpired(item, now)).map(candidateOf);
  const committed = await reader.committed(live.flatMap(servingRuns));
  return live.filter((candidate) => servingRuns(candidate).some((run) => committed.has(run)));
};
