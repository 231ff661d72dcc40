// AppSync runs graphql-java; graphql-js's messages have to be put into its words.
import { type GraphQLSchema, isInputObjectType, Kind, type ValueNode } from 'graphql';

/** Where an error stands: path of fields; for a bad literal also the path of arguments and the type it should have. */
export type Place = { at: string; argument: string; type: string; value: ValueNode | undefined };
type Rule = [pattern: RegExp, words: (...parts: string[]) => string, placed: boolean];

const bare = (type = '') => type.replace(/[[\]!]/g, '');
const VALIDATION: Rule[] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    (f, t) => `FieldUndefined: Field '${f}' in type '${t}' is undefined`,
    true,
  ],
  [
    /^Field "(\w+)" of type "(.+?)" must have a selection/,
    (f, t) => `SubSelectionRequired: Sub selection required for type ${bare(t)} of field ${f}`,
    true,
  ],
  [
    /^Field "(\w+)" must not have a selection since type "(.+?)" has/,
    (f, t) => `SubSelectionNotAllowed: Sub selection not allowed on leaf type ${bare(t)} of field ${f}`,
    true,
  ],
  [/^Unknown argument "(\w+)" on field/, (a) => `UnknownArgument: Unknown field argument ${a}`, true],
  [
    /^Argument "\w+\.\w+\((\w+):\)" of type .* is required/,
    (a) => `MissingFieldArgument: Missing field argument ${a}`,
    true,
  ],
  [/^Unknown type "(\w+)"/, (t) => `UnknownType: Unknown type ${t}`, false],
  [/^Variable "\$(\w+)" is not defined/, (v) => `UndefinedVariable: Undefined variable ${v}`, true],
  [/^Variable "\$(\w+)" is never used/, (v) => `UnusedVariable: Unused variable ${v}`, false],
  [/^Unknown fragment "(\w+)"/, (f) => `UndefinedFragment: Undefined fragment ${f}`, true],
];

/** A literal as graphql-java prints its syntax tree. */
const literal = (node: ValueNode): string => {
  switch (node.kind) {
    case Kind.OBJECT: {
      const fields = node.fields.map(
        (field) => `ObjectField{name='${field.name.value}', value=${literal(field.value)}}`,
      );
      return `ObjectValue{objectFields=[${fields.join(', ')}]}`;
    }
    case Kind.LIST:
      return `ArrayValue{values=[${node.values.map(literal).join(', ')}]}`;
    case Kind.STRING:
      return `StringValue{value='${node.value}'}`;
    case Kind.ENUM:
      return `EnumValue{name='${node.value}'}`;
    case Kind.NULL:
      return 'NullValue{}';
    case Kind.VARIABLE:
      return `VariableReference{name='${node.name.value}'}`;
    default:
      return `${node.kind}{value=${node.value}}`;
  }
};

const wrongType = (message: string, { at, argument, type, value }: Place & { value: ValueNode }) => {
  const missing = /to include required field "(\w+)"/.exec(message);
  const unknown = /not to include unknown field "(\w+)"/.exec(message);
  let problem = `is not a valid '${type}'`;
  if (missing) problem = `is missing required fields '[${missing[1]}]'`;
  else if (unknown) problem = `contains a field not in '${type}': '${unknown[1]}'`;
  else if (value.kind === Kind.NULL) problem = 'must not be null';
  return `Validation error of type WrongType: argument '${argument}' with value '${literal(value)}' ${problem} @ '${at}'`;
};

/** One message of graphql-js's validation, in graphql-java's words. */
export const validationWords = (message: string, place: Place | undefined): string => {
  for (const [pattern, words, placed] of VALIDATION) {
    const match = pattern.exec(message);
    if (match) {
      const where = placed && place?.at ? ` @ '${place.at}'` : '';
      return `Validation error of type ${words(...match.slice(1))}${where}`;
    }
  }
  if (place?.argument && place.value) return wrongType(message, { ...place, value: place.value });
  return `Validation error: ${message}`;
};

const fieldType = (schema: GraphQLSchema, typeName = '', field = '') => {
  const type = schema.getType(typeName);
  return isInputObjectType(type) ? String(type.getFields()[field]?.type) : typeName;
};

/** What graphql-js says of a bad variable, in graphql-java's words; undefined when it is about something else. */
export const variableWords = (message: string, schema: GraphQLSchema): string | undefined => {
  const match = /^Variable "\$(\w+)" has invalid value(?: at [^:]+)?: (.*)$/s.exec(message);
  if (!match) return undefined;
  const [, name, why = ''] = match;
  const isNull = /^Expected (?:a )?value of non-null type "(.+?)"/.exec(why);
  if (isNull) return `Variable '${name}' has coerced Null value for NonNull type '${isNull[1]}'`;
  const missing = /^Expected value of type "(\w+)" to include required field "(\w+)"/.exec(why);
  if (missing) {
    return `Variable '${name}' has coerced Null value for NonNull type '${fieldType(schema, missing[1], missing[2])}'`;
  }
  const unknown = /^Expected value of type "(\w+)" not to include unknown field "(\w+)"/.exec(why);
  if (unknown) {
    return `The variables input contains a field name '${unknown[2]}' that is not defined for input object type '${unknown[1]}' `;
  }
  return `Variable '${name}' has an invalid value. ${why}`;
};
