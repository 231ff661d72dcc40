// How the `policy` table keeps what is known of customers and contact points (docs/architecture.md, Tables).
import { type Grant, type PolicyItem, type Suppression, suppressionReasons } from '../domain/policy/policy-item.ts';

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

const policyItem = ({ customerId, ...policy }: PolicyItem): Item => ({ ...policyKey(customerId), ...policy });

/** Each reason is an attribute of its own (`{at, source}`), so that lifting one leaves the others. */
type Told = Omit<Suppression, 'addressHash' | 'reason'>;

/** The gravest of the reasons, or nothing when all were lifted. */
export const suppressionOf = (item: Item): Suppression | undefined => {
  const reason = suppressionReasons.find((one) => item[one] !== undefined);
  return reason && { addressHash: String(item.pk).slice('S#'.length), reason, ...(item[reason] as Told) };
};

/** Whether a contact point has no reason against it: for a condition on its item. */
export const notSuppressed = (TableName: string, addressHash: string) => ({
  TableName,
  Key: suppressionKey(addressHash),
  ConditionExpression: suppressionReasons.map((_, index) => `attribute_not_exists(#r${index})`).join(' AND '),
  ExpressionAttributeNames: Object.fromEntries(suppressionReasons.map((reason, index) => [`#r${index}`, reason])),
});

/** An Update that adds a reason. */
export const suppressionUpdate = (TableName: string, { addressHash, reason, ...told }: Suppression) => ({
  TableName,
  Key: suppressionKey(addressHash),
  UpdateExpression: 'SET #reason = :told',
  ExpressionAttributeNames: { '#reason': reason },
  ExpressionAttributeValues: { ':told': told },
});

/** An Update that takes reasons away, if one of them is there. */
export const suppressionLift = (TableName: string, addressHash: string, reasons: readonly Suppression['reason'][]) => {
  const names = reasons.map((_, index) => `#r${index}`);
  return {
    TableName,
    Key: suppressionKey(addressHash),
    UpdateExpression: `REMOVE ${names.join(', ')}`,
    ConditionExpression: names.map((name) => `attribute_exists(${name})`).join(' OR '),
    ExpressionAttributeNames: Object.fromEntries(reasons.map((reason, index) => [`#r${index}`, reason])),
    ReturnValues: 'ALL_NEW' as const,
  };
};

/** A Put of the next policy item, if the stored one is still as it was seen. No version: nobody has written it yet. */
export const policyPut = (TableName: string, seen: PolicyItem, next: PolicyItem) => ({
  TableName,
  Item: policyItem(next),
  ...(seen.version === 0
    ? { ConditionExpression: 'attribute_not_exists(version)' }
    : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seen.version } }),
});
