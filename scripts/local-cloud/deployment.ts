// What Terraform is told when it deploys to the local cloud, and which LocalStack its state describes.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../build/web.ts';
import { warehouseDatabase } from '../generate/warehouse-tables.ts';
import type { Deployment } from '../terraform/commands.ts';
import { type Addresses, lambdaEndpoints, region, scriptEnvironment } from './addresses.ts';
import { localFolder, logsFolder, repository } from './paths.ts';
import { localClientId, simulatedSecrets } from './simulated-secrets.ts';

export const artifactsBucket = 'herald-artifacts';
// The customer's own: the seed makes it, as it makes the database.
const warehouseBucket = 'herald-warehouse';
const stateFile = join(localFolder, 'terraform.tfstate');
const sessionFile = join(localFolder, 'terraform-session.json');

/** Terraform's own output goes to .local/logs/terraform.log; a failure shows it. */
export const localDeployment = (addresses: Addresses): Deployment => ({
  dataDirectory: join(localFolder, 'terraform'),
  stateFile,
  variablesFile: join(localFolder, 'terraform.tfvars.json'),
  env: { ...scriptEnvironment(addresses), AWS_EC2_METADATA_DISABLED: 'true', ...withoutLostConfiguration() },
  output: 'quiet',
});

/** A configuration file that is named but not there makes every command print a warning. */
const withoutLostConfiguration = (): Record<string, string> => {
  const named = process.env.TF_CLI_CONFIG_FILE;
  return named && !existsSync(named) ? { TF_CLI_CONFIG_FILE: '' } : {};
};

const rates = (perSecond: number) => ({ ses: perSecond, 'end-user-messaging': perSecond, 'sms-service': perSecond });

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(repository, file), 'utf8'));

/** What Terraform wants to know of the files of the pages (dist/web.json). */
const siteFiles = (): Site['files'] => (readJson('dist/web.json') as Site).files;

/** The variables of a local deployment, as terraform/variables.tf describes them; after `make build`. */
export const localVariables = (addresses: Addresses, env: NodeJS.ProcessEnv): Record<string, unknown> => ({
  name_prefix: 'herald',
  region,
  artifacts_bucket: artifactsBucket,
  artifacts: readJson('dist/artifacts.json'),
  site_files: siteFiles(),
  validated_programs: readJson('dist/programs.json'),
  warehouse: { databases: [warehouseDatabase], buckets: [warehouseBucket] },
  customers: { issuer: addresses.identity, client_id: localClientId },
  services: {
    sms_service: addresses.smsService,
    discovery: addresses.ticketmaster,
    bitly: addresses.bitly,
    support: addresses.support,
  },
  // Nothing here has a limit of its own: a demo should not wait for one. HERALD_PROVIDER_RATE sets it (benchmarks).
  provider_rates: rates(Number(env.HERALD_PROVIDER_RATE || 1_000)),
  local: {
    endpoints: lambdaEndpoints(addresses, env),
    schedules: env.HERALD_SCHEDULES === 'on',
    web_url: addresses.web,
  },
});

/** What an operator would put on AWS: the simulators' own keys, by short name of the secret. */
export const localSecrets: Record<string, string> = {
  'sms-service': JSON.stringify(simulatedSecrets.smsService),
  discovery: JSON.stringify(simulatedSecrets.discovery),
  bitly: JSON.stringify(simulatedSecrets.bitly),
  support: JSON.stringify(simulatedSecrets.support),
};

/** Whether the state on disk was written against this LocalStack session; another one knows nothing of it. */
export const stateFits = (session: string): boolean =>
  existsSync(sessionFile) && (JSON.parse(readFileSync(sessionFile, 'utf8')) as { session: string }).session === session;

/** Notes the session before an apply, so that a broken apply is continued and not begun anew. */
export const noteSession = (session: string): void => {
  mkdirSync(localFolder, { recursive: true });
  writeFileSync(sessionFile, `${JSON.stringify({ session })}\n`);
};

/** Removes state and outputs: what they describe is gone with the LocalStack it was in. @returns whether there was any */
export const forgetState = (): boolean => {
  const had = existsSync(stateFile);
  for (const file of [stateFile, `${stateFile}.backup`, sessionFile, join(localFolder, 'outputs.json')])
    rmSync(file, { force: true });
  return had;
};

/** Keeps what Terraform said. */
export const logTerraform = (text: string): void => {
  mkdirSync(logsFolder, { recursive: true });
  writeFileSync(join(logsFolder, 'terraform.log'), text, { flag: 'a' });
};
