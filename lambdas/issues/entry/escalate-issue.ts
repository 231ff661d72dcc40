import * as z from 'zod';
import { documentClient, s3Client, sqsClient } from '../../shared/aws/aws-clients.ts';
import { s3Objects } from '../../shared/aws/s3-objects.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { enabledReactivePrograms } from '../adapters/enabled-reactive-programs.ts';
import { issueDoor, issueDoorEnvironment } from '../adapters/issue-door.ts';
import { s3CaseLists } from '../adapters/s3-case-lists.ts';
import { sqsEscalationQueue } from '../adapters/sqs-escalation-queue.ts';
import { createEscalateIssue } from '../handlers/escalation/escalate-issue.ts';

const name = z.string().min(1);
const environment = z.object({ ...issueDoorEnvironment, BUCKET_DATA: name, QUEUE_CALLBACKS: z.url() });

const useCase = lazy(async () => {
  const env = readEnvironment(environment);
  const objects = s3Objects(s3Client(), env.BUCKET_DATA);
  return createEscalateIssue({
    ...issueDoor(env, { document: documentClient() }),
    programs: enabledReactivePrograms(s3AnyProgramStore(objects), systemClock),
    lists: s3CaseLists(objects),
    queue: sqsEscalationQueue({ sqs: sqsClient(), url: env.QUEUE_CALLBACKS }),
    metrics,
  });
});

export const handler = lambdaHandler(async (event) => (await useCase())(event));
