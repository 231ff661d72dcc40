// Holds the layers of lambdas/. Exit code 1 on any violation.
import { fileURLToPath } from 'node:url';
import { cruiseLayers } from './cruise-layers.ts';

const { modules, violations } = await cruiseLayers(fileURLToPath(new URL('../..', import.meta.url)));
for (const violation of violations) console.error(violation);
console.log(`${modules} modules, ${violations.length} violations`);
process.exitCode = violations.length > 0 ? 1 : 0;
