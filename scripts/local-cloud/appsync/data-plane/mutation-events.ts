import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { Fragments, Prepared } from './prepare.ts';
import { subscriptionsOf } from './schema-directives.ts';
import { responseName } from './selection.ts';

/** What a mutation tells the subscribers of one subscription field. */
export type MutationEvent = { field: string; value: unknown };

/** The fields of a selection, fragments opened. */
export const fieldsOf = (set: SelectionSetNode, fragments: Fragments): FieldNode[] =>
  set.selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    const below = node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value]?.selectionSet : node.selectionSet;
    return below ? fieldsOf(below, fragments) : [];
  });

/** Subscribers get what the mutation selected, by field name instead of alias. */
const byFieldName = (value: unknown, set: SelectionSetNode | undefined, fragments: Fragments): unknown => {
  if (Array.isArray(value)) return value.map((item) => byFieldName(item, set, fragments));
  if (value === null || typeof value !== 'object' || !set) return value;
  const answered = value as Record<string, unknown>;
  const named = fieldsOf(set, fragments)
    .filter((node) => responseName(node) in answered)
    .map((node) => [node.name.value, byFieldName(answered[responseName(node)], node.selectionSet, fragments)]);
  return Object.fromEntries(named);
};

/** The events of a mutation that ran: one for each subscription that names it in @aws_subscribe. */
export const mutationEvents = (
  { schema, operation, fragments }: Prepared,
  data: Record<string, unknown>,
): MutationEvent[] =>
  fieldsOf(operation.selectionSet, fragments).flatMap((node) => {
    const value = data[responseName(node)];
    if (value === null || value === undefined) return [];
    const told = byFieldName(value, node.selectionSet, fragments);
    return subscriptionsOf(schema, node.name.value).map((field) => ({ field, value: told }));
  });
