import validate from 'asl-validator';
import { aslRules } from './asl-rules.ts';
import { type AslObject, statesOf } from './asl-states.ts';
import { shadowedVariables } from './asl-variables.ts';

/** asl-validator reads an integer where LocalStack wants a decimal (`5.0`); JSON.parse has made both the same already. */
const options = { checkPaths: true, checkArn: false };

/**
 * Everything wrong with a rendered definition, as lines for people: asl-validator's findings, then our own rules'.
 * @param definition parsed JSON; is not changed
 */
export const lintDefinition = (definition: AslObject): string[] => {
  const { isValid, errorsText } = validate(structuredClone(definition), options);
  const states = statesOf(definition);
  return [
    ...(isValid ? [] : [errorsText('\n')]),
    ...states.flatMap((placed) =>
      aslRules.flatMap((rule) => rule(placed).map((complaint) => `state ${placed.name} ${complaint}`)),
    ),
    ...shadowedVariables(states),
  ];
};
