import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Place } from './graphql-java-words.ts';

const isValue = (node: ASTNode): node is ValueNode => node.kind.endsWith('Value');
const inputName = (node: ASTNode) =>
  node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD ? node.name.value : undefined;

/** Where every node of a document stands, for error messages. */
export const placesOf = (document: DocumentNode, schema: GraphQLSchema): Map<ASTNode, Place> => {
  const places = new Map<ASTNode, Place>();
  const fields: string[] = [];
  const inputs: string[] = [];
  const objects: Place[] = [];
  const types = new TypeInfo(schema);
  const placeOf = (node: ASTNode): Place => {
    const around = objects.at(-1);
    // An unknown field of an input object is an error of the whole object.
    if (node.kind === Kind.OBJECT_FIELD && around) return around;
    const at = fields.join('/');
    if (!isValue(node)) return { at, argument: '', type: '', value: undefined };
    const type = getNamedType(types.getInputType())?.name ?? '';
    return { at, argument: inputs.join('.'), type, value: node };
  };
  const enter = (node: ASTNode) => {
    if (node.kind === Kind.FIELD) fields.push(node.name.value);
    const place = placeOf(node);
    places.set(node, place);
    if (node.kind === Kind.OBJECT) objects.push(place);
    const input = inputName(node);
    if (input !== undefined) inputs.push(input);
  };
  const leave = (node: ASTNode) => {
    if (node.kind === Kind.FIELD) fields.pop();
    if (node.kind === Kind.OBJECT) objects.pop();
    if (inputName(node) !== undefined) inputs.pop();
  };
  visit(document, visitWithTypeInfo(types, { enter, leave }));
  return places;
};
