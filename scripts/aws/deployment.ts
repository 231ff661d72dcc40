// What `make deploy` and `make destroy` share: where the deployment to AWS keeps its state, and what it is told.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Site } from '../build/web.ts';
import type { Deployment } from '../terraform/commands.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Choices of the person who deploys, from the environment (docs/operations.md). */
export type Choices = {
  namePrefix: string;
  region: string;
  databases: string[];
  buckets: string[];
  alarmEmail?: string;
  protectData: boolean;
};

const words = (text: string | undefined): string[] => (text ?? '').split(',').filter((word) => word !== '');

/** HERALD_NAME_PREFIX, AWS_REGION, HERALD_WAREHOUSE_DATABASES, HERALD_WAREHOUSE_BUCKETS (comma-separated), HERALD_ALARM_EMAIL, HERALD_PROTECT_DATA=off. */
export const choicesFrom = (env: NodeJS.ProcessEnv): Choices => ({
  namePrefix: env.HERALD_NAME_PREFIX || 'herald',
  region: env.AWS_REGION || 'us-east-1',
  databases: words(env.HERALD_WAREHOUSE_DATABASES),
  buckets: words(env.HERALD_WAREHOUSE_BUCKETS),
  protectData: env.HERALD_PROTECT_DATA !== 'off',
  ...(env.HERALD_ALARM_EMAIL && { alarmEmail: env.HERALD_ALARM_EMAIL }),
});

/**
 * State lies in terraform/, one file per name prefix and region: keep it, it is what `make destroy` goes by. Settings of
 * that deployment (customers, pages_url, provider_rates…, docs/operations.md) are read from beside it if they are there.
 * @param folder terraform/, or a test's
 */
export const awsDeployment = ({ namePrefix, region }: Choices, folder = join(root, 'terraform')): Deployment => {
  const settingsFile = join(folder, `${namePrefix}-${region}.tfvars`);
  return {
    dataDirectory: join(folder, '.terraform'),
    stateFile: join(folder, `${namePrefix}-${region}.tfstate`),
    variablesFile: join(folder, '.terraform', `${namePrefix}-${region}.tfvars.json`),
    ...(existsSync(settingsFile) && { settingsFile }),
    parallelism: 20,
  };
};

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

/** The variables of terraform/variables.tf; after `make build`. */
export const awsVariables = (choices: Choices, artifactsBucket: string): Record<string, unknown> => ({
  name_prefix: choices.namePrefix,
  region: choices.region,
  artifacts_bucket: artifactsBucket,
  artifacts: readJson('dist/artifacts.json'),
  site_files: (readJson('dist/web.json') as Site).files,
  validated_programs: readJson('dist/programs.json'),
  warehouse: { databases: choices.databases, buckets: choices.buckets },
  protect_data: choices.protectData,
  alarm_email: choices.alarmEmail ?? null,
});
