// The AWS scalars, as AppSync checks them on the way in and on the way out.
import { isIP } from 'node:net';
import { GraphQLError, type GraphQLScalarType, type ValueNode, valueFromASTUntyped } from 'graphql';

type Check = { accepts: (value: unknown) => boolean; called: string };

const DAY = '\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const TIME = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?';
const ZONE = '(Z|[+-]\\d{2}:\\d{2}(:\\d{2})?)';

const like = (pattern: string) => {
  const whole = new RegExp(`^${pattern}$`);
  return (value: unknown): value is string => typeof value === 'string' && whole.test(value);
};
const isDate = like(`${DAY}${ZONE}?`);
const isDateTime = like(`${DAY}T${TIME}${ZONE}`);
const isRealDay = (value: string) => {
  const day = value.slice(0, 10);
  const parsed = new Date(day);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day); // 30 February is none
};
const isAddress = (value: unknown) => {
  if (typeof value !== 'string') return false;
  const [address = '', mask] = value.split('/');
  const version = isIP(address);
  if (version === 0 || mask === undefined) return version !== 0;
  return /^\d{1,3}$/.test(mask) && Number(mask) <= (version === 4 ? 32 : 128);
};

const CHECKS: Record<string, Check> = {
  AWSDate: { accepts: (value) => isDate(value) && isRealDay(value), called: 'Date Object' },
  AWSTime: { accepts: like(`${TIME}${ZONE}?`), called: 'Time Object' },
  AWSDateTime: { accepts: (value) => isDateTime(value) && isRealDay(value), called: 'DateTime Object' },
  AWSTimestamp: { accepts: Number.isInteger, called: 'timestamp' },
  AWSEmail: { accepts: like('[^\\s@]+@[^\\s@]+\\.[^\\s@]+'), called: 'email' },
  AWSURL: { accepts: (value) => typeof value === 'string' && URL.canParse(value), called: 'URL' },
  AWSPhone: { accepts: like('\\+?[0-9()\\-. ]{5,20}'), called: 'phone number' },
  AWSIPAddress: { accepts: isAddress, called: 'IP address' },
};

type Coercion = { input: (value: unknown) => unknown; output: (value: unknown) => unknown };

const refuse = (verb: string, value: unknown, called: string): never => {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  throw new GraphQLError(`Unable to ${verb} \`${shown}\` as a valid ${called}.`);
};
const checked = ({ accepts, called }: Check): Coercion => ({
  input: (value) => (accepts(value) ? value : refuse('parse', value, called)),
  output: (value) => (accepts(value) ? value : refuse('serialize', value, called)),
});

const parsesAsJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
/** Resolvers see AWSJSON parsed; clients get it as a string. A string that is JSON already goes out as it is. */
const awsJson: Coercion = {
  input: (value) =>
    typeof value === 'string' && parsesAsJson(value) ? JSON.parse(value) : refuse('parse', value, 'JSON'),
  output: (value) => (typeof value === 'string' && parsesAsJson(value) ? value : JSON.stringify(value)),
};

const COERCIONS: Record<string, Coercion> = {
  ...Object.fromEntries(Object.entries(CHECKS).map(([name, check]) => [name, checked(check)])),
  AWSJSON: awsJson,
};
export const AWS_SCALARS = Object.keys(COERCIONS);

/** Gives a scalar of the schema AppSync's behaviour; graphql-js takes only functions, the SDL carries none. */
export const equipScalar = (scalar: GraphQLScalarType) => {
  const coercion = COERCIONS[scalar.name];
  if (!coercion) return;
  scalar.coerceInputValue = coercion.input;
  scalar.coerceOutputValue = coercion.output;
  scalar.coerceInputLiteral = (node: ValueNode) => {
    try {
      return coercion.input(valueFromASTUntyped(node));
    } catch (error) {
      throw new GraphQLError((error as Error).message, { nodes: node }); // without nodes it would have no location
    }
  };
};
