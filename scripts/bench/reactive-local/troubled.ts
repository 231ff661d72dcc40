// Customers whose app will crash: known, at high risk, reachable by both channels, outside the program's experiment.
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { inHoldout } from '../../../lambdas/delivery/domain/policy/holdout.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { loadProgramFile } from '../../programs/load-program.ts';
import { loadItems } from '../../seed/load-items.ts';
import { seedTarget } from '../../seed/seed-target.ts';

const programId = 'predictive-issue-resolution';
const itemsFile = '.local/bench/troubled.jsonl';
type Item = Record<string, unknown>;

/** New, dear and annoyed: SMS and e-mail. */
const features: Record<string, Record<string, number>> = {
  engagement: { lifetime_value: 5_000, engagement_score: 0.85 },
  profile: { tenure_months: 2, monthly_charges: 99, contract_months: 1, fiber_internet: 1, electronic_check: 1 },
  telemetry: { sessions_30d: 2, crash_free_rate: 0.6, support_history: 3 },
};

/** So many ids that the holdout passes over. @param name unlike any other round's */
export const troubledOf = (name: string, count: number): string[] => {
  const loaded = loadProgramFile(`programs/${programId}.yaml`);
  if (loaded.problems || !loaded.program.delivery) throw new Error('The program is wrong: see make check');
  const { delivery } = loaded.program;
  const ids: string[] = [];
  for (let n = 0; ids.length < count; n += 1) {
    const customerId = `bench-crash-${name}-${String(n).padStart(6, '0')}`;
    if (!inHoldout(delivery, programId, { customerId, critical: false })) ids.push(customerId);
  }
  return ids;
};

const items: Record<string, (customerId: string, n: number) => Item[]> = {
  customers: (customerId) => [{ customerId, status: 'active', flagged: false }],
  contacts: (customerId, n) => [
    {
      ...{ pk: `C#${customerId}`, customerId, firstName: 'Ann', locale: 'en-US', marketplace: 'US' },
      ...{ email: `${customerId}@fans.example`, phone: `+12134${String(n).padStart(6, '0')}` },
    },
  ],
  features: (customerId) =>
    Object.entries(features).map(([featureGroup, values]) => ({
      ...{ entity: `customer#${customerId}`, featureGroup, values },
    })),
};

/** Puts them into `customers`, `contacts` and `features`. */
export const putTroubled = async (outputs: Outputs, customerIds: readonly string[]): Promise<void> => {
  const { dynamodb } = seedTarget();
  mkdirSync(dirname(itemsFile), { recursive: true });
  for (const [name, itemsOf] of Object.entries(items)) {
    const lines = customerIds.flatMap((id, n) => itemsOf(id, n)).map((item) => `${JSON.stringify(item)}\n`);
    await pipeline(Readable.from(lines), createWriteStream(itemsFile));
    const onProgress = (written: number) => console.log(`  ${name}: ${written} items`);
    await loadItems({ dynamodb, table: pick(outputs.tables, name), path: itemsFile, onProgress });
  }
  rmSync(itemsFile);
};
