import { Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { Fragments } from './prepare.ts';

const below = (node: SelectionNode, fragments: Fragments) =>
  node.kind === Kind.FRAGMENT_SPREAD ? fragments[node.name.value]?.selectionSet : node.selectionSet;

/** Fields nested in each other, fragments opened. Only for validated documents: a fragment cycle would never end. */
export const queryDepth = (set: SelectionSetNode | undefined, fragments: Fragments): number =>
  Math.max(
    0,
    ...(set?.selections ?? []).map(
      (node) => queryDepth(below(node, fragments), fragments) + (node.kind === Kind.FIELD ? 1 : 0),
    ),
  );
