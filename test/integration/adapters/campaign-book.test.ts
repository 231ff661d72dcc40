import { describe } from 'vitest';
import { dynamodbCampaignBook } from '../../../lambdas/delivery/adapters/dynamodb-campaign-book.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { campaignBookContract } from '../../contract/campaign-book.ts';
import { dynamodb as document, outputs } from '../../support/local-cloud.ts';

describe('CampaignBook on DynamoDB', () =>
  campaignBookContract(() => dynamodbCampaignBook({ document, table: pick(outputs.tables, 'campaigns') })));
