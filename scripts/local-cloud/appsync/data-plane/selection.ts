import {
  type FieldNode,
  type GraphQLResolveInfo,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'variableValues'>;

const isOn = (node: SelectionNode, variables: Readonly<Record<string, unknown>>) =>
  (node.directives ?? []).every(({ name, arguments: given }) => {
    const value = given?.[0]?.value;
    const condition =
      value?.kind === Kind.VARIABLE ? variables[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    if (name.value === 'skip') return !condition;
    return name.value !== 'include' || Boolean(condition);
  });

/** What is asked below a field: paths by alias, joined with `/`, fragments opened, skipped parts left out. */
export const selectionOf = ({ fieldNodes, fragments, variableValues }: Info) => {
  const paths = new Set<string>();
  const walk = (set: SelectionSetNode | undefined, prefix: string): void => {
    for (const node of set?.selections ?? []) {
      if (!isOn(node, variableValues.coerced)) continue;
      if (node.kind === Kind.FRAGMENT_SPREAD) walk(fragments[node.name.value]?.selectionSet, prefix);
      else if (node.kind === Kind.INLINE_FRAGMENT) walk(node.selectionSet, prefix);
      else {
        const path = `${prefix}${responseName(node)}`;
        paths.add(path);
        walk(node.selectionSet, `${path}/`);
      }
    }
  };
  for (const node of fieldNodes) walk(node.selectionSet, '');
  const first = fieldNodes[0]?.selectionSet;
  return { selectionSetList: [...paths], selectionSetGraphQL: first ? print(first) : '' };
};

/** The name a field has in the answer. */
export const responseName = (node: FieldNode) => (node.alias ?? node.name).value;
