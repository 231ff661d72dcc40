import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const subfolders = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return []; // absent or not ours to read
  }
};

const holdsAwsProvider = (folder: string): boolean =>
  subfolders(folder).some((host) => /\/registry\.[^/]+$/.test(host) && existsSync(join(host, 'hashicorp', 'aws')));

/** Where a provider mirror usually lies: Terraform's own implied folders, its plug-in cache, and one level below /opt. */
const usualPlaces = (env: NodeJS.ProcessEnv, home: string): string[] => [
  ...(env.TF_PLUGIN_CACHE_DIR ? [env.TF_PLUGIN_CACHE_DIR] : []),
  join(home, '.terraform.d', 'plugins'),
  join(home, '.terraform.d', 'plugin-cache'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
  ...subfolders('/opt'),
];

/**
 * A folder that holds the AWS provider, so that `terraform init` needs no network; undefined if there is none.
 * HERALD_TERRAFORM_PLUGIN_DIR wins over the usual places.
 * @throws Error when HERALD_TERRAFORM_PLUGIN_DIR names a folder without the provider
 */
export const findPluginDir = (
  env: NodeJS.ProcessEnv = process.env,
  places: readonly string[] = usualPlaces(env, homedir()),
): string | undefined => {
  const named = env.HERALD_TERRAFORM_PLUGIN_DIR;
  if (!named) return places.find(holdsAwsProvider);
  if (holdsAwsProvider(named)) return named;
  throw new Error(
    `HERALD_TERRAFORM_PLUGIN_DIR=${named} holds no hashicorp/aws provider. Point it to a folder made by "terraform providers mirror", or unset it.`,
  );
};
