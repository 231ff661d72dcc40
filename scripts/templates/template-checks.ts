// What the schema of a template.yaml can't say.
import { plainTypeOf, variableProblems } from '../../lambdas/delivery/domain/templates/check-variables.ts';
import type { ShortenRule } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { workerVariables } from '../../lambdas/delivery/domain/templates/worker-variables.ts';
import { nearest } from '../programs/nearest-key.ts';
import type { Finding } from '../programs/problem.ts';
import type { TemplateFile } from './template-file-schema.ts';

type Named = Pick<Finding, 'what' | 'right'>;

const ruleProblem = (rule: ShortenRule, variables: TemplateFile['variables']): Named | undefined => {
  if ('plainLetters' in rule || 'brief' in rule) return undefined;
  const name = 'cut' in rule ? rule.cut : rule.drop;
  const type = variables[name];
  if (!type) {
    const near = nearest(name, Object.keys(variables));
    return {
      what: `there is no variable "${name}"`,
      right: near ? `Did you mean "${near}"?` : 'Name one of the variables',
    };
  }
  if ('drop' in rule && !type.startsWith('optional-'))
    return {
      what: `"${name}" is not optional, so it can't be dropped`,
      right: `Declare it optional-${type}, or cut it`,
    };
  if ('cut' in rule && plainTypeOf(type) !== 'string')
    return { what: `"${name}" is a ${plainTypeOf(type)}, which can't be cut`, right: 'Cut texts only' };
  return undefined;
};

const ruleFindings = ({ shorten, variables }: TemplateFile): Finding[] =>
  shorten.flatMap((rule, index) => {
    const found = ruleProblem(rule, variables);
    return found ? [{ path: ['shorten', index], ...found }] : [];
  });

const declared = (variables: TemplateFile['variables']): TemplateFile['variables'] =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !(name in workerVariables)));

const sampleFindings = ({ variables, sample }: TemplateFile): Finding[] =>
  variableProblems(declared(variables), sample).map((what) => {
    const name = /"(\w+)"/.exec(what)?.[1] ?? '';
    return { path: ['sample', name], what: `sample: ${what}`, right: 'Give every variable a value of its type' };
  });

const workerFindings = ({ variables }: TemplateFile): Finding[] =>
  Object.keys(variables)
    .filter((name) => name in workerVariables)
    .map((name) => ({
      path: ['variables', name],
      at: 'key' as const,
      what: `"${name}" is added to every message by the send worker`,
      right: 'Use it in texts without declaring it',
    }));

/** Everything in a well-formed template.yaml that doesn't fit together. */
export const templateChecks = (file: TemplateFile): Finding[] => [
  ...ruleFindings(file),
  ...sampleFindings(file),
  ...workerFindings(file),
];
