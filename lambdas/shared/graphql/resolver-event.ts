// What AppSync hands to a direct Lambda resolver, and how arguments are checked.
import * as z from 'zod';
import { InvalidInputError } from '../errors.ts';

const identity = z.object({ userArn: z.string().nullish(), username: z.string().nullish() });

const resolverEvent = z.object({
  arguments: z.record(z.string(), z.unknown()),
  identity: identity.nullish(),
  info: z.object({ fieldName: z.string() }),
});

/** `caller`: the IAM principal's ARN, or `api-key` where AppSync gives no identity. */
export type ResolverCall = { field: string; args: Record<string, unknown>; caller: string };
/** Answers one field of the schema. */
export type FieldHandler = (call: ResolverCall) => Promise<unknown>;

const toCall = (event: unknown): ResolverCall => {
  const parsed = resolverEvent.parse(event);
  const caller = parsed.identity?.userArn ?? parsed.identity?.username ?? 'api-key';
  return { field: parsed.info.fieldName, args: withoutNulls(parsed.arguments), caller };
};

/** GraphQL clients send null for what they leave out. */
const withoutNulls = (args: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));

/**
 * Routes a resolver's call to the handler of its field.
 * @throws InvalidInputError for a field without a handler
 */
export const routeFields =
  (fields: Record<string, FieldHandler>) =>
  async (event: unknown): Promise<unknown> => {
    const call = toCall(event);
    const handler = Object.hasOwn(fields, call.field) ? fields[call.field] : undefined;
    if (handler) return handler(call);
    throw new InvalidInputError(`No handler for the field ${call.field}`, {
      whatToDo: `Point the resolver in Terraform at a function that answers it; this one answers ${Object.keys(fields).join(', ')}.`,
    });
  };

/**
 * Checks a field's arguments.
 * @throws InvalidInputError naming every wrong argument and what would be right
 */
export const parseArguments = <S extends z.ZodType>(schema: S, { field, args }: ResolverCall): z.infer<S> => {
  const result = schema.safeParse(args);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => `${issue.path.join('.') || 'arguments'}: ${issue.message}`);
  throw new InvalidInputError(`Wrong arguments of ${field}: ${wrong.join('; ')}`, {
    whatToDo: 'See docs/graphql.md for the limits.',
  });
};

/** Every id that a run accepts (500 bytes: domain/run/column-readers.ts) can be asked for. */
export const idArgument = z.string().min(1, 'must not be empty').max(500, 'must be at most 500 characters');

export const limitArgument = z
  .number()
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(100, 'must be at most 100, the largest page')
  .default(50);

export const tokenArgument = z.string().max(4_096, 'is too long for a nextToken').exactOptional();
