// Facts and features from JSON Lines files: items as the tables hold them (docs/architecture.md, Tables).
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FeatureGroup } from '../../lambdas/candidates/adapters/memory-feature-store.ts';
import type {
  ContactFacts,
  CustomerFacts,
  Grant,
  ProductFacts,
  SupportFacts,
} from '../../lambdas/candidates/domain/facts.ts';

type PolicyItem = { pk: string; optOuts?: string[]; grants?: Record<string, Omit<Grant, 'notificationId'>> };
/** `missing`: files that were not there; what they would hold is unknown to the run. */
export type FactFiles = {
  customers: CustomerFacts[];
  products: ProductFacts[];
  contacts: ContactFacts[];
  support: SupportFacts[];
  features: FeatureGroup[];
  missing: string[];
};

const toContact = ({ pk, optOuts = [], grants = {} }: PolicyItem): ContactFacts => ({
  customerId: pk.replace(/^C#/, ''),
  optOuts,
  grants: Object.entries(grants).map(([notificationId, grant]) => ({ ...grant, notificationId })),
});

/** Reads customers, products, policy, support and features (.jsonl) of a folder; each may be missing. */
export const readFacts = (folder: string): FactFiles => {
  const missing: string[] = [];
  const read = <T>(name: string): T[] => {
    const path = join(folder, name);
    if (!existsSync(path)) {
      missing.push(name);
      return [];
    }
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line) as T];
      } catch (cause) {
        throw new Error(`${path}:${index + 1} is not JSON`, { cause });
      }
    });
  };
  return {
    customers: read<CustomerFacts>('customers.jsonl'),
    products: read<ProductFacts>('products.jsonl'),
    contacts: read<PolicyItem>('policy.jsonl').map(toContact),
    support: read<SupportFacts>('support.jsonl'),
    features: read<FeatureGroup>('features.jsonl'),
    missing,
  };
};
