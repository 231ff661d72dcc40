// Do the conditions of a program compile against what they may name?
import { compileCondition } from '../../lambdas/shared/conditions/compile-condition.ts';
import { ConditionError } from '../../lambdas/shared/conditions/condition-error.ts';
import type { Variables } from '../../lambdas/shared/conditions/syntax.ts';
import type { Finding } from './problem.ts';

/** @param path where the condition stands */
export const conditionCheck = (source: string, variables: Variables, path: PropertyKey[]): Finding[] => {
  try {
    compileCondition(source, variables);
    return [];
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return [
      { path, what: `the condition is wrong at its column ${error.column}: ${error.what}`, right: error.whatToDo },
    ];
  }
};
