// `make up`: from whatever state to a running, deployed and seeded local cloud. Safe to repeat.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSecrets } from './aws/ensure-secrets.ts';
import { connectSmsEvents } from './aws/sms-event-destination.ts';
import { type Addresses, addressesAt, elsewhereFrom, region, scriptEnvironment } from './local-cloud/addresses.ts';
import { run } from './local-cloud/command.ts';
import {
  artifactsBucket,
  forgetState,
  localDeployment,
  localSecrets,
  localVariables,
  logTerraform,
  noteSession,
  stateFits,
} from './local-cloud/deployment.ts';
import { ensureDownloads } from './local-cloud/downloads.ts';
import { withLock } from './local-cloud/lock.ts';
import { stop } from './local-cloud/part-process.ts';
import { repository } from './local-cloud/paths.ts';
import { claimBase } from './local-cloud/port-block.ts';
import { requireAll } from './local-cloud/prerequisites.ts';
import { partsAt } from './local-cloud/services.ts';
import { localstackSession } from './local-cloud/session.ts';
import { startParts } from './local-cloud/start-parts.ts';
import { main, step } from './local-cloud/steps.ts';
import { connectSupportWebhook } from './local-cloud/support-webhook.ts';
import { uploadArtifacts } from './local-cloud/upload-artifacts.ts';
import { writeOutputs } from './local-cloud/write-outputs.ts';
import { apply, init, outputs, writeVariables } from './terraform/commands.ts';

const script = (name: string, ...args: string[]): string[] => [
  process.execPath,
  join(repository, 'scripts', name),
  ...args,
];

const sizes = ['small', 'medium', 'large', 'none'];

/** `--size`, else HERALD_SEED, else small. @throws Error for any other word */
const seedSize = (): string => {
  const { values } = parseArgs({ options: { size: { type: 'string' } } });
  const size = values.size ?? (process.env.HERALD_SEED || 'small');
  if (!sizes.includes(size)) throw new Error(`--size is "${size}": give one of ${sizes.join(', ')}.`);
  return size;
};

/** Starts the parts; forgets Terraform's state if the LocalStack it describes is gone. @returns the session's name */
const startCloud = async (base: number, elsewhere: string | undefined): Promise<string> => {
  const parts = partsAt(base, elsewhere);
  // Ours would keep what Terraform's state is about to forget.
  if (elsewhere) await stop('localstack');
  const fresh = elsewhere !== undefined && !stateFits(await localstackSession(elsewhere));
  await step('start', async () => (await startParts(parts, fresh)).join(', ') || 'all parts are running');
  const session = await localstackSession(addressesAt(base, elsewhere).aws);
  if (!stateFits(session) && forgetState())
    console.log('  LocalStack was started anew: the old Terraform state is removed');
  return session;
};

/** Applies terraform/ and writes down what there is now. */
const deploy = async (addresses: Addresses, session: string): Promise<void> => {
  const deployment = localDeployment(addresses);
  await step('terraform init', async () => logTerraform(await init(deployment)));
  await writeVariables(deployment, localVariables(addresses, process.env));
  noteSession(session);
  await step('terraform apply', async () => logTerraform(await apply(deployment)));
  const made = await outputs(deployment);
  await step('SMS events to their topic', () =>
    connectSmsEvents(made, { region, endpoint: addresses.endUserMessaging }),
  );
  await step('secrets', () => ensureSecrets(made, { region, endpoint: addresses.aws }, localSecrets));
  await step('webhook of the support system', () => connectSupportWebhook(made, addresses.support));
  writeOutputs(made, addresses);
};

const up = async (): Promise<undefined> => {
  const began = performance.now();
  const tools = await step('prerequisites', async () => await requireAll());
  const python = tools.get('Python') ?? 'python3';
  await step(
    'downloads',
    async () => void (await ensureDownloads(python, (part) => console.log(`  downloading ${part}`))),
  );
  const base = await claimBase();
  const elsewhere = elsewhereFrom(process.env);
  const addresses = addressesAt(base, elsewhere);
  const session = await startCloud(base, elsewhere);
  await step('build', () => run(script('build.ts')));
  await step('code to S3', () => uploadArtifacts(addresses.aws, artifactsBucket));
  await deploy(addresses, session);
  const size = seedSize();
  if (size !== 'none')
    await step(`seed ${size}`, () =>
      run(script('seed.ts', '--size', size), { env: { ...process.env, ...scriptEnvironment(addresses) } }),
    );
  console.log(`customer pages: ${addresses.web}/…, by the links of messages`);
  console.log(`up in ${((performance.now() - began) / 1000).toFixed(0)} s; addresses and names: .local/outputs.json`);
};

await main('up', () => withLock(up));
