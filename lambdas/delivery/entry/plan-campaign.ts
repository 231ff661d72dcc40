import * as z from 'zod';
import { dynamodbCandidateStore, stepRunLedger } from '../../candidates/index.ts';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3ProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbCampaignBook } from '../adapters/dynamodb-campaign-book.ts';
import { s3CampaignFiles } from '../adapters/s3-campaign-files.ts';
import { s3TemplateStore } from '../adapters/s3-template-store.ts';
import { createPlanCampaign } from '../handlers/campaign/plan-campaign.ts';

const name = z.string().min(1);
const environment = z.object({ BUCKET_DATA: name, TABLE_CANDIDATES: name, TABLE_RUNS: name, TABLE_CAMPAIGNS: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const programs = s3ProgramStore(objects);
  const tables = { table: env.TABLE_CANDIDATES, runsTable: env.TABLE_RUNS };
  return createPlanCampaign({
    programs,
    templates: s3TemplateStore(objects),
    runs: stepRunLedger(env.TABLE_RUNS),
    candidates: dynamodbCandidateStore({ document: documentClient(), ...tables, programs, clock: systemClock }),
    files: s3CampaignFiles(objects),
    campaigns: dynamodbCampaignBook({ document: documentClient(), table: env.TABLE_CAMPAIGNS }),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
