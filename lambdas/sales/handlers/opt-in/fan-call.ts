// What AppSync hands over for fields that only a signed-in fan may ask, and how arguments are checked.
import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';

const resolverEvent = z.object({
  arguments: z.record(z.string(), z.unknown()),
  identity: z.object({ sub: z.string().min(1).max(200).exactOptional() }).nullish(),
  info: z.object({ fieldName: z.string() }),
});

/** `customerId`: the verified subject of the caller's token; never an argument. */
export type FanCall = { field: string; args: Record<string, unknown>; customerId: string };
export type FanHandler = (call: FanCall) => Promise<unknown>;

/**
 * Routes a resolver's call to the handler of its field.
 * @throws InvalidInputError for a field without a handler, or a caller nobody has verified
 */
export const routeFanFields =
  (fields: Record<string, FanHandler>) =>
  async (event: unknown): Promise<unknown> => {
    const { arguments: args, identity, info } = resolverEvent.parse(event);
    const handler = Object.hasOwn(fields, info.fieldName) ? fields[info.fieldName] : undefined;
    if (!handler) {
      throw new InvalidInputError(`No handler for the field ${info.fieldName}`, {
        whatToDo: `Point the resolver in Terraform at a function that answers it; this one answers ${Object.keys(fields).join(', ')}.`,
      });
    }
    if (identity?.sub === undefined) {
      throw new InvalidInputError(`${info.fieldName} is for signed-in fans: the call has no verified identity`, {
        whatToDo: 'Sign in and send the token of the OpenID Connect provider as Authorization.',
      });
    }
    return handler({ field: info.fieldName, args, customerId: identity.sub });
  };

/** GraphQL clients send null for what they leave out. */
const withoutNulls = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([name, one]) => (one === null ? [] : [[name, withoutNulls(one)]])),
      )
    : value;

/** @throws InvalidInputError naming every wrong argument and what would be right, never what was given */
export const parseFanArguments = <S extends z.ZodType>(schema: S, { field, args }: FanCall): z.infer<S> => {
  const result = schema.safeParse(withoutNulls(args));
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`);
  throw new InvalidInputError(`Wrong arguments of ${field}: ${wrong.join('; ')}`, {
    whatToDo: 'Correct them and ask again; docs/graphql.md has the limits.',
  });
};
