// How the `policy` table keeps what is known of customers and contact points (docs/architecture.md, Tables).
import type { Grant, PolicyItem, Suppression } from '../domain/policy/policy-item.ts';

type Item = Record<string, unknown>;

export const policyKey = (customerId: string) => ({ pk: `C#${customerId}` });
export const suppressionKey = (addressHash: string) => ({ pk: `S#${addressHash}` });

export const isPolicy = ({ pk }: Item): boolean => String(pk).startsWith('C#');

export const policyOf = (item: Item): PolicyItem => ({
  customerId: String(item.pk).slice('C#'.length),
  version: Number(item.version ?? 0),
  consent: (item.consent as PolicyItem['consent']) ?? {},
  optOuts: [...((item.optOuts as Iterable<string>) ?? [])],
  grants: (item.grants as Record<string, Grant>) ?? {},
});

export const policyItem = ({ customerId, ...policy }: PolicyItem): Item => ({ ...policyKey(customerId), ...policy });

export const suppressionOf = (item: Item): Suppression => ({
  addressHash: String(item.pk).slice('S#'.length),
  reason: item.reason as Suppression['reason'],
  at: String(item.at),
  source: String(item.source),
});

export const suppressionItem = ({ addressHash, ...suppression }: Suppression): Item => ({
  ...suppressionKey(addressHash),
  ...suppression,
});

/** A Put of the next policy item, if the stored one is still as it was seen. No version: nobody has written it yet. */
export const policyPut = (TableName: string, seen: PolicyItem, next: PolicyItem) => ({
  TableName,
  Item: policyItem(next),
  ...(seen.version === 0
    ? { ConditionExpression: 'attribute_not_exists(version)' }
    : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen.version } }),
});
