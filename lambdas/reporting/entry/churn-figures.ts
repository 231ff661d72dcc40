import * as z from 'zod';
import { dynamodbCallbackBook } from '../../callbacks/index.ts';
import { dynamodbFactSource, dynamodbReactiveDecisions } from '../../candidates/index.ts';
import { dynamodbNotificationLedger } from '../../delivery/index.ts';
import { dynamodbIssueBook, dynamodbRatings } from '../../issues/index.ts';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { customerClosings } from '../adapters/customer-accounts.ts';
import { decisionLaterErrors } from '../adapters/decision-later-errors.ts';
import { ledgerCaseMessages } from '../adapters/ledger-case-messages.ts';
import { s3ReportFiles } from '../adapters/s3-report-files.ts';
import { createChurnFigures } from '../handlers/churn-figures.ts';

const name = z.string().min(1);
const environment = z.object({
  ...{ BUCKET_DATA: name, TABLE_ISSUES: name, TABLE_NOTIFICATIONS: name, TABLE_POLICY: name },
  ...{ TABLE_CALLBACKS: name, TABLE_RESPONSES: name, TABLE_CUSTOMERS: name },
  TABLE_DECISIONS: name,
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const ledgerTables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  return createChurnFigures({
    programs: s3AnyProgramStore(objects),
    cases: dynamodbIssueBook({ document, tables: { issues: env.TABLE_ISSUES } }),
    messages: ledgerCaseMessages(dynamodbNotificationLedger({ document, tables: ledgerTables })),
    tickets: dynamodbCallbackBook({ document, table: env.TABLE_CALLBACKS }),
    ratings: dynamodbRatings({ document, table: env.TABLE_RESPONSES }),
    closings: customerClosings(
      dynamodbFactSource({ document, tables: { customers: env.TABLE_CUSTOMERS, products: '', policy: '' } }),
    ),
    laterErrors: decisionLaterErrors(dynamodbReactiveDecisions({ document, table: env.TABLE_DECISIONS })),
    files: s3ReportFiles(objects),
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
