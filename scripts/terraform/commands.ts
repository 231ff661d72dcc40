// The terraform verbs that the local cloud and AWS share; they differ by environment, state file and variables only.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findPluginDir } from './find-plugin-dir.ts';
import { type TerraformOptions, terraform } from './terraform.ts';

/**
 * Where one deployment keeps things. `dataDirectory`: providers and modules (TF_DATA_DIR); `stateFile`: its state;
 * `variablesFile`: the variables as JSON, written by `writeVariables`; `settingsFile`: more of them, a person's. All
 * absolute paths.
 */
export type Deployment = TerraformOptions & {
  dataDirectory: string;
  stateFile: string;
  variablesFile: string;
  settingsFile?: string;
  parallelism?: number;
};

const withData = (deployment: Deployment): TerraformOptions => ({
  ...deployment,
  env: { ...deployment.env, TF_DATA_DIR: deployment.dataDirectory },
});

/** The settings first: Terraform takes the last file's word, and names, code and hashes are not a person's to set. */
const stateAndVariables = ({ stateFile, settingsFile, variablesFile, parallelism = 30 }: Deployment): string[] => [
  '-no-color',
  '-input=false',
  `-state=${stateFile}`,
  ...(settingsFile ? [`-var-file=${settingsFile}`] : []),
  `-var-file=${variablesFile}`,
  `-parallelism=${parallelism}`,
];

/** Writes the variables of a deployment where `plan`, `apply` and `destroy` read them. */
export const writeVariables = async (deployment: Deployment, variables: Record<string, unknown>): Promise<void> => {
  await mkdir(dirname(deployment.variablesFile), { recursive: true });
  await writeFile(deployment.variablesFile, `${JSON.stringify(variables, null, 2)}\n`, { mode: 0o600 });
};

/** `terraform init`, from a folder of providers on this machine if there is one. Safe to repeat. */
export const init = async (deployment: Deployment): Promise<string> => {
  const pluginDir = findPluginDir({ ...process.env, ...deployment.env });
  await mkdir(dirname(deployment.stateFile), { recursive: true });
  const plugin = pluginDir ? [`-plugin-dir=${pluginDir}`] : [];
  return terraform(['init', '-no-color', '-input=false', ...plugin], withData(deployment));
};

/** Addresses of resources that are made anew although nothing about them changed: `-replace`. */
type Anew = { replace?: readonly string[] };

const anew = ({ replace = [] }: Anew): string[] => replace.map((address) => `-replace=${address}`);

/** Shows what an apply would change. */
export const plan = (deployment: Deployment, options: Anew = {}): Promise<string> =>
  terraform(['plan', ...anew(options), ...stateAndVariables(deployment)], withData(deployment));

/** Makes what terraform/ says, without asking. */
export const apply = (deployment: Deployment, options: Anew = {}): Promise<string> =>
  terraform(['apply', '-auto-approve', ...anew(options), ...stateAndVariables(deployment)], withData(deployment));

/** Removes everything that was applied, without asking. */
export const destroy = (deployment: Deployment): Promise<string> =>
  terraform(['destroy', '-auto-approve', ...stateAndVariables(deployment)], withData(deployment));

/** The root outputs, by name. Sensitive ones are in clear: don't print them. */
export const outputs = async (deployment: Deployment): Promise<Record<string, unknown>> => {
  const text = await terraform(['output', '-json', '-no-color', `-state=${deployment.stateFile}`], {
    ...withData(deployment),
    output: 'quiet',
  });
  const parsed = JSON.parse(text) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]));
};
