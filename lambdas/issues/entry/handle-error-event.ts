import * as z from 'zod';
import {
  dynamodbFactSource,
  dynamodbFeatureStore,
  dynamodbModelRegistry,
  dynamodbReactiveDecisions,
  lazySageMaker,
  scoringProviders,
} from '../../candidates/index.ts';
import { deliverNow, deliverNowDoor, deliverNowEnvironment } from '../../delivery/index.ts';
import { documentClient } from '../../shared/aws/document-client.ts';
import { lazyS3Objects } from '../../shared/aws/lazy-s3-objects.ts';
import { secretsManagerSecrets } from '../../shared/aws/secrets.ts';
import { secretsManagerClient } from '../../shared/aws/secrets-manager-client.ts';
import { systemClock } from '../../shared/clock.ts';
import { readEnvironment } from '../../shared/environment.ts';
import { messageOf } from '../../shared/errors.ts';
import { lambdaHandler } from '../../shared/lambda-handler.ts';
import { lazy } from '../../shared/lazy.ts';
import { logger } from '../../shared/logger.ts';
import { metrics } from '../../shared/metrics.ts';
import { s3AnyProgramStore } from '../../shared/programs/s3-program-store.ts';
import { dynamodbIssueBook } from '../adapters/dynamodb-issue-book.ts';
import { modelRiskScorer } from '../adapters/model-risk-scorer.ts';
import { s3EventRejects } from '../adapters/s3-event-rejects.ts';
import { createHandleErrorEvent, type HandleErrorEventDeps } from '../handlers/handle-error-event.ts';
import { readyPrograms } from '../handlers/reactive/ready-programs.ts';
import { warmUp } from '../handlers/reactive/warm-up.ts';

const name = z.string().min(1);
const environment = z.object({
  ...deliverNowEnvironment,
  ...{ TABLE_ISSUES: name, TABLE_CANDIDATES: name, TABLE_DECISIONS: name, TABLE_MODELS: name },
  ...{ TABLE_CUSTOMERS: name, TABLE_PRODUCTS: name, TABLE_SUPPORT: name, TABLE_FEATURES: name },
});
type Environment = z.infer<typeof environment>;

const world = (env: Environment) => {
  const document = documentClient();
  const clock = systemClock;
  const objects = lazyS3Objects(env.BUCKET_DATA);
  const secrets = secretsManagerSecrets({ client: secretsManagerClient(), clock });
  const registry = dynamodbModelRegistry({ document, table: env.TABLE_MODELS });
  return {
    document,
    clock,
    objects,
    secrets,
    programs: s3AnyProgramStore(objects),
    registry,
    sageMaker: lazySageMaker,
  };
};

const depsOf = (env: Environment, { document, clock, objects, secrets, programs, ...models }: World) => {
  const door = deliverNowDoor(env, { document, objects, secrets, clock });
  const providers = scoringProviders({ objects, clock, ahead: true, ...models });
  const risk = modelRiskScorer({ providers, clock });
  const tables = { issues: env.TABLE_ISSUES, candidates: env.TABLE_CANDIDATES, decisions: env.TABLE_DECISIONS };
  const deps: HandleErrorEventDeps = {
    ...{ risk, clock, metrics, contacts: door.contacts, policies: door.deps.policies },
    issues: dynamodbIssueBook({ document, tables }),
    decisions: dynamodbReactiveDecisions({ document, table: env.TABLE_DECISIONS }),
    facts: dynamodbFactSource({
      document,
      tables: {
        ...{ customers: env.TABLE_CUSTOMERS, products: env.TABLE_PRODUCTS, policy: env.TABLE_POLICY },
        support: env.TABLE_SUPPORT,
      },
    }),
    features: dynamodbFeatureStore({ document, table: env.TABLE_FEATURES }),
    deliver: deliverNow({ ...door.deps, metrics }),
    ready: readyPrograms({ programs, templates: door.templates, risk, clock }),
    rejects: s3EventRejects(objects),
    monotonic: () => performance.now(),
  };
  return deps;
};
type World = ReturnType<typeof world>;

const started = lazy(async () => {
  const env = readEnvironment(environment);
  const shared = world(env);
  const deps = depsOf(env, shared);
  const arns = [env.SECRET_CONTACT_HASH, env.SECRET_LINK_KEYS, env.SECRET_SMS_SERVICE];
  const secrets = () => Promise.all(arns.map((arn) => shared.secrets.read(arn)));
  return { handle: createHandleErrorEvent(deps), warm: () => warmUp({ ...deps, programs: shared.programs, secrets }) };
});

// While the instance starts: no event waits for what is the same for all of them.
await started()
  .then(({ warm }) => warm())
  .catch((error) => logger.warn('not warmed up', { cause: messageOf(error) }));

export const handler = lambdaHandler(async (event) => (await started()).handle(event));
