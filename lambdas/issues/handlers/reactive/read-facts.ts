import type { FactSource, Facts, FeatureStore } from '../../../candidates/index.ts';
import type { Contact, ContactBook, PolicyItem, PolicyStore } from '../../../delivery/index.ts';
import type { IssueBook, IssueClaim, IssueKey } from '../../ports.ts';

export type FactsDeps = {
  issues: Pick<IssueBook, 'claim'>;
  facts: Pick<FactSource, 'customers' | 'support'>;
  features: FeatureStore;
  policies: Pick<PolicyStore, 'read'>;
  contacts: Pick<ContactBook, 'get'>;
};
/** `features`: by name, over all groups asked for. */
export type KnownFacts = {
  claim: IssueClaim | undefined;
  facts: Facts;
  features: Record<string, number>;
  policy: PolicyItem | undefined;
  contact: Contact | undefined;
};

/** Everything that is known about a customer and an issue, at once: one round trip, whatever is asked. */
export const readFacts = async (
  deps: FactsDeps,
  key: IssueKey,
  featureGroups: readonly string[],
): Promise<KnownFacts> => {
  const { customerId } = key;
  const ids = [customerId];
  const keys = featureGroups.map((group) => ({ entity: 'customer' as const, id: customerId, group }));
  const [claim, customers, supports, found, { policies }, contacts] = await Promise.all([
    deps.issues.claim(key),
    deps.facts.customers(ids),
    deps.facts.support(ids),
    deps.features.fetch(keys),
    deps.policies.read({ customerIds: ids, addressHashes: [] }),
    deps.contacts.get(ids),
  ]);
  const customer = customers.get(customerId);
  const support = supports.get(customerId);
  const features = found.get(`customer#${customerId}`) ?? {};
  const policy = policies.get(customerId);
  const facts: Facts = {
    ...{ ...(customer && { customer }), ...(support && { support }), ...(policy && { contact: contactFacts(policy) }) },
    features,
  };
  return { claim, facts, features, policy, contact: contacts.get(customerId) };
};

/** Contact policy as filters see it. */
const contactFacts = ({ customerId, optOuts, grants }: PolicyItem): NonNullable<Facts['contact']> => ({
  ...{ customerId, optOuts },
  grants: Object.entries(grants).map(([notificationId, grant]) => ({ ...grant, notificationId })),
});
