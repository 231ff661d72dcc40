// What a schema can't say: parts of a program file that must agree with each other, and with the files beside it.

import { prepareStep } from '../../lambdas/candidates/domain/filters/registry.ts';
import type { ModelSpec } from '../../lambdas/candidates/domain/scoring/model-spec.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { nearest } from './nearest-key.ts';
import type { Finding } from './problem.ts';
import { placeholders, returnsColumn } from './query-text.ts';
import { scoringChecks } from './scoring-checks.ts';

/** What stands around a program. `model`: `undefined` when models/<modelId>/features.json does not exist. */
export type Surroundings = { fileName: string; model: ModelSpec | undefined };

const nameCheck = ({ programId }: BatchProgram, { fileName }: Surroundings): Finding[] =>
  fileName === `${programId}.yaml`
    ? []
    : [
        {
          path: ['programId'],
          what: `programId is "${programId}" but the file is ${fileName}`,
          right: `Name the file ${programId}.yaml, or write programId: ${fileName.replace(/\.yaml$/, '')}`,
        },
      ];

const repeated = (ids: readonly string[], path: (index: number) => PropertyKey[]): Finding[] =>
  ids.flatMap((id, index) =>
    ids.indexOf(id) === index
      ? []
      : [{ path: path(index), what: `"${id}" is used twice`, right: 'Give every one its own id: decisions name it' }],
  );

type Read = { filterId: string; name: string; type: string; declared: string | undefined; near: string | undefined };

const attributeProblem = ({ filterId, name, type, declared, near }: Read): Omit<Finding, 'path'> | undefined => {
  if (declared === undefined) {
    const declare = `Declare "${name}: ${type === 'any' ? 'string' : type}" under dataConnector.attributes and select it in the query, or leave out the check that reads it`;
    return {
      what: `filter "${filterId}" reads attribute "${name}", which is not declared`,
      right: near ? `Did you mean "${near}"?` : declare,
    };
  }
  if (type === 'any' || type === declared) return undefined;
  return {
    what: `filter "${filterId}" reads "${name}" as ${type}, but it is declared as ${declared}`,
    right: `Declare "${name}: ${type}" and let the query return that`,
  };
};

const attributeChecks = ({ filterChain, dataConnector: { attributes } }: BatchProgram): Finding[] =>
  filterChain.flatMap((step, index) => {
    const inStep = step.type === 'attribute' ? ['parameters', 'attribute'] : [];
    return Object.entries(prepareStep(step).reads).flatMap(([name, type]) => {
      const near = nearest(name, Object.keys(attributes));
      const problem = attributeProblem({ filterId: step.filterId, name, type, declared: attributes[name], near });
      return problem ? [{ path: ['filterChain', index, ...inStep], ...problem }] : [];
    });
  });

const boundChecks = ({ filterChain }: BatchProgram): Finding[] =>
  filterChain.flatMap((step, index) => {
    if (step.type !== 'attribute') return [];
    const { atLeast, atMost, oneOf } = step.parameters;
    if (atLeast !== undefined || atMost !== undefined || oneOf !== undefined) return [];
    const what = `filter "${step.filterId}" says nothing about attribute "${step.parameters.attribute}"`;
    return [{ path: ['filterChain', index, 'parameters'], what, right: 'Add atLeast, atMost or oneOf' }];
  });

const queryChecks = ({ dataConnector: { config, attributes } }: BatchProgram): Finding[] => {
  const path = ['dataConnector', 'config', 'query'];
  const marks = placeholders(config.query);
  const wrongCount =
    marks === config.parameters.length
      ? []
      : [
          {
            path,
            what: `the query has ${marks} "?" but ${config.parameters.length} parameters`,
            right: 'List what each "?" stands for, in order, under parameters',
          },
        ];
  const columns = ['customer_id', 'subject', 'occasion', 'event_time', 'marketplace', ...Object.keys(attributes)];
  const absent = columns.filter((column) => !returnsColumn(config.query, column));
  return [
    ...wrongCount,
    ...absent.map((column) => ({
      path,
      what: `the query does not return "${column}"`,
      right: `Select it, or name a column so: … AS ${column}`,
    })),
  ];
};

/** Everything in a well-formed program that doesn't fit together. */
export const crossChecks = (program: BatchProgram, around: Surroundings): Finding[] => [
  ...nameCheck(program, around),
  ...repeated(
    program.filterChain.map(({ filterId }) => filterId),
    (index) => ['filterChain', index, 'filterId'],
  ),
  ...repeated(
    program.channels.map(({ channelId }) => channelId),
    (index) => ['channels', index, 'channelId'],
  ),
  ...attributeChecks(program),
  ...boundChecks(program),
  ...queryChecks(program),
  ...scoringChecks(program, around.model),
];
