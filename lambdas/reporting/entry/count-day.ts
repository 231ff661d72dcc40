import * as z from 'zod';
import { dynamodbCallbackBook } from '../../callbacks/index.ts';
import { stepRunLedger } from '../../candidates/index.ts';
import { dynamodbNotificationLedger } from '../../delivery/index.ts';
import { dynamodbIssueBook, dynamodbRatings } from '../../issues/index.ts';
import { documentClient, s3Client } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbDecisionDays } from '../adapters/dynamodb-decision-days.ts';
import { ledgerCaseMessages } from '../adapters/ledger-case-messages.ts';
import { ledgerDayReports } from '../adapters/ledger-day-reports.ts';
import { ledgerRuns } from '../adapters/ledger-runs.ts';
import { s3ReportFiles } from '../adapters/s3-report-files.ts';
import { createCountDay } from '../handlers/count-day.ts';

const name = z.string().min(1);
const environment = z.object({
  ...{ BUCKET_DATA: name, TABLE_RUNS: name, TABLE_DECISIONS: name, TABLE_NOTIFICATIONS: name, TABLE_POLICY: name },
  ...{ TABLE_ISSUES: name, TABLE_CALLBACKS: name, TABLE_RESPONSES: name },
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const document = documentClient();
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  const ledgerTables = { notifications: env.TABLE_NOTIFICATIONS, policy: env.TABLE_POLICY };
  const ledger = dynamodbNotificationLedger({ document, tables: ledgerTables });
  return createCountDay({
    programs: s3AnyProgramStore(objects),
    reports: ledgerDayReports(ledger),
    runs: ledgerRuns(stepRunLedger(env.TABLE_RUNS)),
    decisions: dynamodbDecisionDays({ document, table: env.TABLE_DECISIONS }),
    cases: dynamodbIssueBook({ document, tables: { issues: env.TABLE_ISSUES } }),
    messages: ledgerCaseMessages(ledger),
    tickets: dynamodbCallbackBook({ document, table: env.TABLE_CALLBACKS }),
    ratings: dynamodbRatings({ document, table: env.TABLE_RESPONSES }),
    files: s3ReportFiles(objects),
    clock: systemClock,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
