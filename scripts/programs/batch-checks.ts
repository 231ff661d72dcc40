// What the schema of a batch program can't say: connector, filters, scoring and campaign must agree with each other.

import { prepareStep } from '../../lambdas/candidates/domain/filters/registry.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import { nearest } from './nearest-key.ts';
import type { Finding } from './problem.ts';
import { placeholders, returnsColumn } from './query-text.ts';
import { repeated } from './repeated.ts';
import { type ModelSpecs, scoringChecks } from './scoring-checks.ts';

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

const campaignChecks = ({ campaign, channels, delivery }: BatchProgram): Finding[] => {
  if (!campaign) return [];
  if (!delivery)
    return [
      {
        path: ['campaign'],
        at: 'key',
        what: 'a campaign writes to people, but there is no delivery section',
        right: 'Add "delivery" (purpose, priority, expiresAfterHours), or leave the campaign out',
      },
    ];
  const channel = channels.find(({ channelId }) => channelId === campaign.channel);
  if (channel?.enabled) return [];
  const path = ['campaign', 'channel'];
  if (channel)
    return [
      { path, what: `campaign.channel "${campaign.channel}" is not enabled`, right: 'Enable it, or name another' },
    ];
  const ids = channels.map(({ channelId }) => channelId);
  const near = nearest(campaign.channel, ids);
  return [
    {
      path,
      what: `campaign.channel "${campaign.channel}" is none of the channels`,
      right: near ? `Did you mean "${near}"?` : `Name one of: ${ids.join(', ')}`,
    },
  ];
};

/** Everything in a well-formed batch program that doesn't fit together. */
export const batchChecks = (program: BatchProgram, models: ModelSpecs): Finding[] => [
  ...repeated(
    program.filterChain.map(({ filterId }) => filterId),
    (index) => ['filterChain', index, 'filterId'],
  ),
  ...attributeChecks(program),
  ...boundChecks(program),
  ...queryChecks(program),
  ...scoringChecks('scoringModel', program.scoringModel, models),
  ...campaignChecks(program),
];
