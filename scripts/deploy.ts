// `make deploy`: build, upload, plan, ask, apply to AWS. Usage: deploy.ts [--yes] [--replace <address>]…
// Choices: scripts/aws/deployment.ts
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { accountId } from './aws/account.ts';
import { ensureArtifactsBucket, uploadArtifacts } from './aws/artifacts-bucket.ts';
import { confirm } from './aws/confirm.ts';
import { awsDeployment, awsVariables, choicesFrom, root } from './aws/deployment.ts';
import { ensureSecrets } from './aws/ensure-secrets.ts';
import { connectSmsEvents } from './aws/sms-event-destination.ts';
import { apply, init, outputs, plan, writeVariables } from './terraform/commands.ts';

const { values } = parseArgs({
  options: { yes: { type: 'boolean', default: false }, replace: { type: 'string', multiple: true, default: [] } },
});

const deploy = async (): Promise<void> => {
  const choices = choicesFrom(process.env);
  execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit' });
  const account = await accountId(choices.region);
  const bucket = `${choices.namePrefix}-artifacts-${account}-${choices.region}`;
  const place = `account ${account}, ${choices.region}, as ${choices.namePrefix}`;
  if (!values.yes && !(await confirm(`Upload the code to bucket ${bucket} (${place})?`))) return;

  const s3 = new S3Client({ region: choices.region });
  await ensureArtifactsBucket(s3, bucket, choices.region);
  console.log(`${await uploadArtifacts(s3, bucket, join(root, 'dist'))} zips uploaded to ${bucket}`);

  const deployment = awsDeployment(choices);
  console.log(`Settings: ${deployment.settingsFile ?? 'none, all as in terraform/variables.tf'}`);
  await init(deployment);
  await writeVariables(deployment, awsVariables(choices, bucket));
  await plan(deployment, values);
  if (!values.yes && !(await confirm(`Apply this to ${place}?`))) return;
  await apply(deployment, values);
  const made = await outputs(deployment);
  console.log(`Secrets: ${await ensureSecrets(made, { region: choices.region })}`);
  console.log(`SMS events: ${await connectSmsEvents(made, { region: choices.region })}`);
  console.log(`GraphQL: ${String(made.graphql_url)}`);
};

try {
  await deploy();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
