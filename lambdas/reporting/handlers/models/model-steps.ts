// What the machine model-retraining hands to its steps.
import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';
import { type Recipe, recipes } from '../../domain/models/recipe.ts';

/** `execution`: its ARN. */
export const trainingSchema = z.object({ modelId: z.string(), day: z.string(), execution: z.string() });

/** @throws InvalidInputError that says where to look */
export const parseModelStep = <S extends z.ZodType>(schema: S, event: unknown): z.infer<S> => {
  const result = schema.safeParse(event);
  if (result.success) return result.data;
  throw new InvalidInputError(`Wrong input of model-retraining: ${z.prettifyError(result.error)}`, {
    whatToDo: 'Compare the execution’s input with statemachines/model-retraining/examples.',
  });
};

/** @throws InvalidInputError */
export const recipeOf = (modelId: string): Recipe => {
  const found = recipes.find((recipe) => recipe.modelId === modelId);
  if (found) return found;
  throw new InvalidInputError(`Nobody knows how to train "${modelId}"`, {
    whatToDo: `Give one of ${recipes.map((recipe) => recipe.modelId).join(', ')}, or leave modelId out.`,
  });
};
