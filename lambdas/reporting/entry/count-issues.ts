import * as z from 'zod';
import { dynamodbIssueBook } from '../../issues/index.ts';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { s3ReportFiles } from '../adapters/s3-report-files.ts';
import { createCountIssues } from '../handlers/count-issues.ts';

const name = z.string().min(1);
const environment = z.object({ BUCKET_DATA: name, TABLE_ISSUES: name });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  return createCountIssues({
    programs: s3AnyProgramStore(objects),
    cases: dynamodbIssueBook({ document: documentClient(), tables: { issues: env.TABLE_ISSUES } }),
    files: s3ReportFiles(objects),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
