import * as z from 'zod';
import { documentClient } from '../../shared/aws/aws-clients.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { dynamodbCampaignBook } from '../adapters/dynamodb-campaign-book.ts';
import { createFinishCampaign } from '../handlers/campaign/finish-campaign.ts';

const environment = z.object({ TABLE_CAMPAIGNS: z.string().min(1) });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const campaigns = dynamodbCampaignBook({ document: documentClient(), table: env.TABLE_CAMPAIGNS });
  return createFinishCampaign({ campaigns });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
