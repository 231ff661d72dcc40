import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { Campaign } from '../domain/campaign/campaign.ts';
import type { CampaignBook } from '../ports.ts';

type Table = { document: DynamoDBDocumentClient; table: string };
type PageQuery = { programId: string; before?: string | undefined; limit?: number };

/** Campaigns in table `campaigns`, by program and time of planning. */
export const dynamodbCampaignBook = ({ document, table }: Table): CampaignBook => ({
  put: async (campaign) => {
    const command = new PutCommand({ TableName: table, Item: { ...campaign, sk: sortKeyOf(campaign) } });
    await asTransient('record a campaign', () => document.send(command));
  },
  get: async (campaignId) => {
    const programId = campaignId.split(':')[0] as string;
    let before: string | undefined;
    do {
      const page = await readPage({ document, table }, { programId, before });
      const found = page.items.find((campaign) => campaign.campaignId === campaignId);
      if (found) return found;
      before = page.last;
    } while (before !== undefined);
    return undefined;
  },
  list: async (programId, { limit, nextToken }) => {
    const before = nextToken === undefined ? undefined : placeOf(nextToken);
    const { items, last } = await readPage({ document, table }, { programId, before, limit });
    return { items, ...(last !== undefined && { nextToken: Buffer.from(last).toString('base64url') }) };
  },
});

const sortKeyOf = ({ plannedAt, campaignId }: Campaign): string => `${plannedAt}#${campaignId}`;

/** Newest first. `last`: the sort key to go on before. */
const readPage = async ({ document, table }: Table, { programId, before, limit }: PageQuery) => {
  const command = new QueryCommand({
    TableName: table,
    KeyConditionExpression: 'programId = :program',
    ExpressionAttributeValues: { ':program': programId },
    ScanIndexForward: false,
    ...(limit !== undefined && { Limit: limit }),
    ...(before !== undefined && { ExclusiveStartKey: { programId, sk: before } }),
  });
  const { Items = [], LastEvaluatedKey } = await asTransient('list campaigns', () => document.send(command));
  return { items: Items.map(campaignOf), last: LastEvaluatedKey?.sk as string | undefined };
};

const campaignOf = ({ sk: _sk, ...campaign }: Record<string, unknown>): Campaign => campaign as unknown as Campaign;

const placeOf = (token: string): string => {
  const sk = Buffer.from(token, 'base64url').toString();
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z#.+$/.test(sk)) return sk;
  throw new InvalidInputError('nextToken is not one that campaigns gave out', {
    whatToDo: 'Ask for the first page without nextToken.',
  });
};
