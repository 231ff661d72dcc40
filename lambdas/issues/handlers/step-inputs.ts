import * as z from 'zod';
import { InvalidInputError } from '../../shared/errors.ts';

export const instant = z.iso.datetime({ offset: true });

/** Parses what a state, a schedule or a person hands over. @throws InvalidInputError naming what is wrong, without values */
export const parseInput = <S extends z.ZodType>(schema: S, event: unknown, where: string): z.infer<S> => {
  const parsed = schema.safeParse(event);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  throw new InvalidInputError(`Wrong input: ${wrong.join('; ')}`, {
    whatToDo: `Write the input as in ${where}.`,
  });
};

export const machineInput = 'statemachines/escalate-unresolved/examples';
