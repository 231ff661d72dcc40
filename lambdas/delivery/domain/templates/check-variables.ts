import * as z from 'zod';
import { InvalidInputError } from '../../../shared/errors.ts';
import type { TemplateVariables } from '../notification/notification.ts';
import { isZone } from './date-formats.ts';
import type { Template, VariableType } from './template-set.ts';
import { workerVariables } from './worker-variables.ts';

const plain = {
  string: z.string().min(1),
  number: z.number(),
  boolean: z.boolean(),
  datetime: z.iso.datetime({ offset: true }),
  url: z.url({ protocol: /^https?$/ }),
  zone: z.string().refine(isZone),
};
const wanted = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  datetime: 'an ISO 8601 time with offset or Z',
  url: 'an absolute http(s) address',
  zone: 'an IANA time zone',
};
export const plainTypes = Object.keys(plain) as (keyof typeof plain)[];

const isOptional = (type: VariableType): boolean => type.startsWith('optional-');
export const plainTypeOf = (type: VariableType): keyof typeof plain =>
  type.replace('optional-', '') as keyof typeof plain;

/** What is wrong with variables, as sentences that name them and never show a value; empty when they fit. */
export const variableProblems = (schema: Template['schema'], variables: TemplateVariables): string[] => {
  const wrong = Object.entries(schema).flatMap(([name, type]) => {
    const value = variables[name];
    if (value === undefined || value === null) return isOptional(type) ? [] : [`variable "${name}" is missing`];
    const plainType = plainTypeOf(type);
    return plain[plainType].safeParse(value).success ? [] : [`variable "${name}" is not ${wanted[plainType]}`];
  });
  const unknown = Object.keys(variables).filter((name) => !(name in schema) && !(name in workerVariables));
  return [...wrong, ...unknown.map((name) => `variable "${name}" is none of the template's`)];
};

/**
 * The variables as a template sees them: those of its schema, optional ones that are absent as null.
 * @throws InvalidInputError naming every variable that does not fit
 */
export const checkedVariables = (template: Template, variables: TemplateVariables): TemplateVariables => {
  const problems = variableProblems(template.schema, variables);
  if (problems.length > 0)
    throw new InvalidInputError(`Template ${template.templateId} (${template.channel}): ${problems.join('; ')}`, {
      whatToDo: 'Give the variables that template.yaml declares, with their types.',
    });
  return Object.fromEntries(Object.keys(template.schema).map((name) => [name, variables[name] ?? null]));
};
