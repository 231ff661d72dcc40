import type * as z from 'zod';
import { InvalidInputError } from './errors.ts';

/**
 * Reads a Lambda's environment against its schema. Reports every missing or wrong name at once and never a value.
 * @throws InvalidInputError naming the variables
 */
export const readEnvironment = <S extends z.ZodType>(schema: S, env: NodeJS.ProcessEnv = process.env): z.infer<S> => {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map((issue) => issue.path.join('.')))].sort();
  throw new InvalidInputError(`Missing or wrong environment variables: ${names.join(', ')}`, {
    whatToDo: 'Set them in the function’s environment block in terraform/modules and apply again.',
  });
};
