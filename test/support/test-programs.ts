// Programs of a test's own, put where Terraform puts programs. Their "warehouse" is a VALUES query, so that a test says
// in one place which rows there are, and a whole run takes seconds.
import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { night } from './last-night.ts';
import { outputs, s3 } from './local-cloud.ts';

export type Delivery = {
  customerId: string | null;
  productId: string;
  orderId?: string;
  deliveredAt?: string;
  marketplace?: string;
  purchased?: boolean;
  refunded?: boolean;
  reviewed?: boolean;
};

const text = (value: string | null): string =>
  value === null ? 'CAST(NULL AS varchar)' : `'${value.replaceAll("'", "''")}'`;

const asValues = (row: Delivery): string =>
  `(${[
    text(row.customerId),
    text(row.productId),
    text(row.orderId ?? `o-${row.customerId}-${row.productId}`),
    text(row.deliveredAt ?? `${night} 12:00:00`),
    text(row.marketplace ?? 'US'),
    String(row.purchased ?? true),
    String(row.refunded ?? false),
    String(row.reviewed ?? false),
  ].join(', ')})`;

/** The rows of one day. Days are told apart by the query's parameter. */
export const deliveriesQuery = (days: Record<string, Delivery[]>): string => {
  const selects = Object.entries(days).map(
    ([day, rows]) =>
      `SELECT '${day}' AS day, v.* FROM (VALUES ${rows.map(asValues).join(', ')}) AS v(customer_id, subject, occasion, event_time, marketplace, purchased, refunded, reviewed)`,
  );
  return `SELECT customer_id, subject, occasion, event_time, marketplace, purchased, refunded, reviewed FROM (${selects.join(' UNION ALL ')}) rows WHERE day = ?`;
};

/** A whole, valid program with overrides; `model://` scoring, one e-mail channel. */
export const aProgram = (programId: string, overrides: Record<string, unknown> & { query: string }) => {
  const { query, ...rest } = overrides;
  return {
    programId,
    programName: `Test ${programId}`,
    enabled: true,
    marketplaces: ['US', 'UK', 'DE', 'FR', 'JP'],
    dataConnector: {
      connectorId: 'athena-values',
      type: 'athena',
      config: { database: 'ecommerce', query, parameters: ['day'], timeLimitMinutes: 1 },
      attributes: { purchased: 'boolean', refunded: 'boolean', reviewed: 'boolean' },
    },
    filterChain: [
      { filterId: 'trust', type: 'trust', order: 1 },
      { filterId: 'eligibility', type: 'eligibility', order: 2 },
      { filterId: 'frequency-cap', type: 'frequency-cap', order: 3, parameters: { maxRequestsPerMonth: 3 } },
    ],
    scoringModel: {
      modelId: 'review-propensity-v2',
      endpoint: 'model://review-propensity-v2',
      features: ['engagement_score', 'review_history', 'trust_score', 'category', 'price', 'rating_count'],
      fallback: 'constant://0.5',
    },
    channels: [
      {
        channelId: 'email',
        type: 'email',
        enabled: true,
        config: { templateId: 'review-request-v3', sendTime: '10:00' },
      },
    ],
    batchSchedule: 'cron(0 2 * * ? *)',
    exportSchedule: 'cron(0 3 * * ? *)',
    candidateTTLDays: 30,
    ...rest,
  };
};

/** Deploys a program as Terraform would. */
export const deployProgram = async (program: ReturnType<typeof aProgram>): Promise<string> => {
  const body = JSON.stringify(program);
  await s3.send(
    new PutObjectCommand({
      Bucket: pick(outputs.buckets, 'data'),
      Key: `programs/current/${program.programId}.json`,
      Body: JSON.stringify({ hash: createHash('sha256').update(body).digest('hex'), program }),
      ContentType: 'application/json',
    }),
  );
  return program.programId;
};

/** An id nobody else uses: tests share the tables. */
export const uniqueId = (prefix: string): string => `${prefix}-${Math.random().toString(36).slice(2, 10)}`;
