// `make destroy`: removes from AWS what `make deploy` made. Usage: destroy.ts [--yes]
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { confirm } from './aws/confirm.ts';
import { awsDeployment, choicesFrom } from './aws/deployment.ts';
import { destroy, init } from './terraform/commands.ts';

const { values } = parseArgs({ options: { yes: { type: 'boolean', default: false } } });

const remove = async (): Promise<void> => {
  const choices = choicesFrom(process.env);
  const deployment = awsDeployment(choices);
  if (!existsSync(deployment.stateFile))
    throw new Error(
      `${deployment.stateFile} is not there: nothing was deployed from this checkout as ${choices.namePrefix} in ${choices.region}. Set HERALD_NAME_PREFIX and AWS_REGION as at the deployment.`,
    );
  const question = `Destroy ${choices.namePrefix} in ${choices.region}? Tables and objects are protected until HERALD_PROTECT_DATA=off was deployed.`;
  if (!values.yes && !(await confirm(question))) return;
  await init(deployment);
  await destroy(deployment);
  console.log('The bucket with the code (…-artifacts-…) is kept; delete it by hand if you want it gone.');
};

try {
  await remove();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
