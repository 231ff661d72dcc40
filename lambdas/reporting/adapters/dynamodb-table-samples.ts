import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { ExpirySample } from '../domain/expiry/expiry-figures.ts';
import type { ExpiringTable, TableSamples } from '../ports.ts';

/** A scan's segments are ranges of key hashes: a few of many are a fair sample. DynamoDB takes up to a million. */
const segmentItems = 2_500;
const mostSegments = 100_000;

type Segments = { total: number; chosen: number[] };
type Look = { before: number; limit: number };

/** Scans segments spread over the table, eventually consistent, keys and TTL only; what is read is paid by its size. */
export const dynamodbTableSamples = (document: DynamoDBDocumentClient): TableSamples => ({
  sample: async (table, { before, limit, seed }) => {
    const items = await countedItems(document, table.table);
    const sample: ExpirySample = { items, scanned: 0, expired: 0 };
    const { total, chosen } = segmentsOf(items, limit, seed);
    for (const segment of chosen) {
      if (sample.scanned >= limit) break;
      await scanSegment(document, table, { sample, before, limit, segment, total });
    }
    return sample;
  },
});

/** Of a small table all; else every n-th, so that about `limit` items are looked at. */
export const segmentsOf = (items: number, limit: number, seed: number): Segments => {
  const total = Math.min(mostSegments, Math.max(1, Math.ceil(items / segmentItems)));
  const wanted = Math.min(total, Math.max(1, Math.ceil((limit / Math.max(1, items)) * total)));
  const first = Math.floor(seed * total);
  const chosen = Array.from({ length: wanted }, (_, n) => (first + Math.floor((n * total) / wanted)) % total);
  return { total, chosen };
};

const countedItems = async (document: DynamoDBDocumentClient, table: string): Promise<number> => {
  const command = new DescribeTableCommand({ TableName: table });
  const { Table } = await asTransient(`describe ${table}`, () => document.send(command));
  return Table?.ItemCount ?? 0;
};

type SegmentScan = Look & { sample: ExpirySample; segment: number; total: number };

const scanSegment = async (
  document: DynamoDBDocumentClient,
  { table, attribute }: ExpiringTable,
  { sample, before, limit, segment, total }: SegmentScan,
): Promise<void> => {
  let from: Record<string, unknown> | undefined;
  do {
    const command = new ScanCommand({
      TableName: table,
      ...{ Segment: segment, TotalSegments: total, Limit: 1_000, ExclusiveStartKey: from },
      ...{ FilterExpression: '#ttl < :before', ProjectionExpression: '#ttl' },
      ...{ ExpressionAttributeNames: { '#ttl': attribute }, ExpressionAttributeValues: { ':before': before } },
    });
    const page = await asTransient(`look at ${table}`, () => document.send(command));
    const found = (page.Items ?? []).map((item) => Number(item[attribute]));
    sample.scanned += page.ScannedCount ?? 0;
    sample.expired += found.length;
    if (found.length > 0) sample.oldest = Math.min(sample.oldest ?? Number.POSITIVE_INFINITY, ...found);
    from = page.LastEvaluatedKey;
  } while (from && sample.scanned < limit);
};
