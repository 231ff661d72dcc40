import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Campaign } from '../domain/campaign/campaign.ts';
import type { CampaignBook } from '../ports.ts';
import { campaignPlace, campaignToken, placeOfToken } from './campaign-place.ts';

type Table = { document: DynamoDBDocumentClient; table: string };
type PageQuery = { programId: string; before?: string | undefined; limit?: number };

/** Campaigns in table `campaigns`, by program and time of planning. */
export const dynamodbCampaignBook = ({ document, table }: Table): CampaignBook => ({
  put: async (campaign) => {
    const command = new PutCommand({ TableName: table, Item: { ...campaign, sk: campaignPlace(campaign) } });
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
    const before = nextToken === undefined ? undefined : placeOfToken(nextToken);
    const { items, last } = await readPage({ document, table }, { programId, before, limit });
    return { items, ...(last !== undefined && { nextToken: campaignToken(last) }) };
  },
});

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
