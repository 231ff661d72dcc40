// Formats, validates and tests terraform/, with a mocked provider: no credentials, no network. Exit code 1 on failure.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPluginDir } from '../terraform/find-plugin-dir.ts';
import { terraform } from '../terraform/terraform.ts';

/** Apart from the folders of real deployments, so that a check never disturbs one. */
const env = { TF_DATA_DIR: join(fileURLToPath(new URL('../..', import.meta.url)), '.local', 'terraform-check') };
const quiet = { env, output: 'quiet' } as const;

try {
  const pluginDir = findPluginDir();
  await terraform(['fmt', '-check', '-recursive', '-diff', '-no-color'], quiet);
  await terraform(
    ['init', '-backend=false', '-no-color', '-input=false', ...(pluginDir ? [`-plugin-dir=${pluginDir}`] : [])],
    quiet,
  );
  await terraform(['validate', '-no-color'], quiet);
  const report = await terraform(['test', '-no-color'], quiet);
  console.log(report.trim().split('\n').at(-1));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
