import * as z from 'zod';
import { dynamodbFactSource } from '../../candidates/index.ts';
import { dynamodbNotificationLedger } from '../../delivery/index.ts';
import { dynamodbIssueBook } from '../../issues/index.ts';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { customerClosings } from '../adapters/customer-accounts.ts';
import { dynamodbDecisionDays } from '../adapters/dynamodb-decision-days.ts';
import { dynamodbStars } from '../adapters/dynamodb-stars.ts';
import { ledgerMessages } from '../adapters/ledger-messages.ts';
import { s3ReportFiles } from '../adapters/s3-report-files.ts';
import { createExportDecisions } from '../handlers/export-decisions.ts';

const name = z.string().min(1);
const environment = z.object({
  ...{ BUCKET_DATA: name, TABLE_DECISIONS: name, TABLE_ISSUES: name },
  ...{ TABLE_NOTIFICATIONS: name, TABLE_POLICY: name, TABLE_REVIEWS: name, TABLE_CUSTOMERS: name },
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const ledgerTables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  return createExportDecisions({
    programs: s3AnyProgramStore(objects),
    decisions: dynamodbDecisionDays({ document, table: env.TABLE_DECISIONS }),
    cases: dynamodbIssueBook({ document, tables: { issues: env.TABLE_ISSUES } }),
    messages: ledgerMessages(dynamodbNotificationLedger({ document, tables: ledgerTables })),
    stars: dynamodbStars({ document, table: env.TABLE_REVIEWS }),
    closings: customerClosings(
      dynamodbFactSource({ document, tables: { customers: env.TABLE_CUSTOMERS, products: '', policy: '' } }),
    ),
    files: s3ReportFiles(objects),
    clock: systemClock,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
