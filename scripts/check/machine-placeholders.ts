import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stand-ins for what Terraform supplies, where the value's shape matters. */
const standIns: Record<string, string> = { map_concurrency: '40' };

/**
 * Names of the placeholders that Terraform supplies to each machine, read from the modules' `machines` local
 * (`<name> = { distributed = …, placeholders = { a = …, b = … } }`, one line each), with stand-in values.
 */
export const machinePlaceholders = (root: string): Map<string, Record<string, string>> => {
  const files = globSync('terraform/modules/*/*.tf', { cwd: root });
  const text = files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const machines = text.matchAll(
    /^\s*([a-z][a-z-]+)\s*=\s*\{\s*distributed\s*=.*?placeholders\s*=\s*\{(.*)\}\s*\}\s*$/gm,
  );
  return new Map(
    [...machines].map(([, name, values]) => {
      const names = [...(values ?? '').matchAll(/(?:^|,)\s*([a-z_]+)\s*=/g)].map(([, key]) => key as string);
      return [name as string, Object.fromEntries(names.map((key) => [key, standIns[key] ?? `the-${key}`]))];
    }),
  );
};
