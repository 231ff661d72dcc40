import * as z from 'zod';
import { callStanding, callsDoor, callsDoorEnvironment, requestCall } from '../../callbacks/index.ts';
import { dynamodbCandidateStates } from '../../candidates/index.ts';
import { dynamodbContactBook, pagesDoor, pagesDoorEnvironment, recordResponse } from '../../delivery/index.ts';
import { caseActions, issueDoor, issueDoorEnvironment } from '../../issues/index.ts';
import { createConfirmContact, dynamodbContactConfirmations, lambdaLateReminders } from '../../sales/index.ts';
import * as aws from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { systemClock as clock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbLinkBook } from '../adapters/dynamodb-link-book.ts';
import { dynamodbReviewBook } from '../adapters/dynamodb-review-book.ts';
import { dynamodbSatisfactionBook } from '../adapters/dynamodb-satisfaction-book.ts';
import { dynamodbUploadCounter } from '../adapters/dynamodb-upload-counter.ts';
import { s3ReviewPhotos } from '../adapters/s3-review-photos.ts';
import { casesOfPages } from '../handlers/cases-of-pages.ts';
import { createPages } from '../handlers/pages.ts';

const name = z.string().min(1);
const environment = z.object({
  ...{ ...pagesDoorEnvironment, ...issueDoorEnvironment, ...callsDoorEnvironment },
  ...{ TABLE_CONTACTS: name, TABLE_CANDIDATES: name, TABLE_RESPONSES: name },
  ...{ TABLE_REVIEWS: name, TABLE_PRODUCTS: name, BUCKET_DATA: name, FUNCTION_OPERATE_REMINDERS: name },
});

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const [document, s3] = [aws.documentClient(), aws.s3Client()];
  const programs = s3AnyProgramStore(s3Objects(s3, env.BUCKET_DATA));
  const secrets = secretsManagerSecrets({ client: aws.secretsManagerClient(), clock });
  const door = pagesDoor(env, { document, secrets });
  const responses = { document, table: env.TABLE_RESPONSES };
  const { book: issues } = issueDoor(env, { document });
  const candidates = dynamodbCandidateStates({ document, table: env.TABLE_CANDIDATES });
  const actions = caseActions({ book: issues, candidates, clock });
  const { book: calls, queue } = callsDoor(env, { document, sqs: aws.sqsClient() });
  const contacts = dynamodbContactBook({ document, table: env.TABLE_CONTACTS });
  const confirmations = dynamodbContactConfirmations({ document, table: env.TABLE_CONTACTS });
  const late = lambdaLateReminders({ lambda: aws.lambdaClient(), name: env.FUNCTION_OPERATE_REMINDERS });
  return createPages({
    ...{ ...door, programs, clock, record: recordResponse(door), webUrl: env.WEB_URL.replace(/\/$/, '') },
    contact: { confirm: createConfirmContact({ confirmations, late, clock }) },
    linkBook: dynamodbLinkBook(responses),
    satisfaction: dynamodbSatisfactionBook(responses),
    uploads: dynamodbUploadCounter(responses),
    reviews: dynamodbReviewBook({ document, tables: { reviews: env.TABLE_REVIEWS, products: env.TABLE_PRODUCTS } }),
    photos: s3ReviewPhotos({ client: s3, bucket: env.BUCKET_DATA }),
    cases: casesOfPages({ book: issues, actions }),
    calls: {
      request: requestCall({ book: calls, queue, cases: issues, actions, programs, clock }),
      standing: async (callbackId) => {
        const callback = await calls.get(callbackId);
        return callback && callStanding(callback);
      },
      phoneOf: async (customerId) => (await contacts.get([customerId])).get(customerId)?.phone,
    },
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
