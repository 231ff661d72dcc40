// What the schema of a reactive program can't say: event, catalogue, filters, models, channels and rules must fit together.
import * as z from 'zod';
import { prepareStep } from '../../lambdas/candidates/domain/filters/registry.ts';
import { channelVariables } from '../../lambdas/issues/domain/choose-channels.ts';
import type { ReactiveProgram } from '../../lambdas/shared/programs/reactive-program-schema.ts';
import { catalogueChecks } from './catalogue-checks.ts';
import { conditionCheck } from './condition-checks.ts';
import { escalationChecks } from './escalation-checks.ts';
import { nearest } from './nearest-key.ts';
import type { Finding } from './problem.ts';
import { repeated } from './repeated.ts';
import { type ModelSpecs, scoringChecks } from './scoring-checks.ts';
import type { TemplateFolders } from './template-folders.ts';

const channelCheck = ({ channels }: ReactiveProgram, name: string, path: PropertyKey[]): Finding[] => {
  const channel = channels.find(({ channelId }) => channelId === name);
  if (channel?.enabled) return [];
  if (channel) return [{ path, what: `channel "${name}" is not enabled`, right: 'Enable it, or name another' }];
  const ids = channels.map(({ channelId }) => channelId);
  const near = nearest(name, ids);
  const right = near ? `Did you mean "${near}"?` : `Name one of: ${ids.join(', ')}`;
  return [{ path, what: `there is no channel "${name}"`, right }];
};

const ruleChecks = (program: ReactiveProgram): Finding[] =>
  program.channelRules.flatMap(({ when, channels }, index) => [
    ...conditionCheck(when, channelVariables, ['channelRules', index, 'when']),
    ...channels.flatMap((name, n) => channelCheck(program, name, ['channelRules', index, 'channels', n])),
  ]);

/** What a candidate of an event carries (lambdas/issues): filters can read nothing else. */
const known = ['errorType', 'errorCount', 'timeWindowHours', 'appVersion', 'deviceType', 'severity', 'known'];

const filterChecks = ({ filterChain }: ReactiveProgram): Finding[] => [
  ...repeated(
    filterChain.map(({ filterId }) => filterId),
    (index) => ['filterChain', index, 'filterId'],
  ),
  ...filterChain.flatMap((step, index) =>
    Object.keys(prepareStep(step).reads)
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: ['filterChain', index],
        what: `filter "${step.filterId}" reads attribute "${name}", which an error event has not`,
        right: `Leave out the check that reads it; events have: ${known.join(', ')}`,
      })),
  ),
];

/** What is sent when a case is resolved (lambdas/issues/handlers/resolution): no program can do without it. */
const satisfaction = 'satisfaction';

const satisfactionCheck = ({ programId }: ReactiveProgram, templates: TemplateFolders): Finding[] =>
  templates[satisfaction]?.includes('email')
    ? []
    : [
        {
          path: ['channels'],
          what: `there is no template "${satisfaction}" for email, which asks customers how the help was`,
          right: `Write programs/templates/${programId}/${satisfaction}`,
        },
      ];

/** As long a list as a pattern may well hold. */
const mostLeftAlone = 100;
const leastCount = z.tuple([
  z.strictObject({ numeric: z.tuple([z.literal('>='), z.number().int().min(2).max(mostLeftAlone)]) }),
]);

/**
 * Plain numbers are matched one by one, never as a range: the seed's [3, 999] would match 3 and 999 alone. The rule that
 * Terraform makes of the pattern (terraform/modules/issues/bus.tf) leaves out 0 to n-1 and takes all that is no count.
 */
const patternCheck = ({ eventSource: { config } }: ReactiveProgram): Finding[] => {
  const { errorCount } = (config.eventPattern.detail ?? {}) as { errorCount?: unknown };
  if (errorCount === undefined || leastCount.safeParse(errorCount).success) return [];
  return [
    {
      path: ['eventSource', 'config', 'eventPattern', 'detail', 'errorCount'],
      what: `${JSON.stringify(errorCount)} is no least count of errors (plain numbers are matched one by one)`,
      right: `Write errorCount: [{ numeric: [">=", 3] }], with a whole number from 2 to ${mostLeftAlone}; for all events leave it out`,
    },
  ];
};

/** Help that waits for the morning is no help; it may wait for quiet hours, as `delivery` says. */
const sendTimeChecks = ({ channels }: ReactiveProgram): Finding[] =>
  channels.flatMap(({ channelId, config: { sendTime } }, index) =>
    sendTime === undefined
      ? []
      : [
          {
            path: ['channels', index, 'config', 'sendTime'],
            what: `channel "${channelId}" waits for ${sendTime}, but help goes at once`,
            right: 'Leave sendTime out',
          },
        ],
  );

const hoursCheck = ({ callbacks: { openFrom, openTo } }: ReactiveProgram): Finding[] =>
  openFrom < openTo
    ? []
    : [
        {
          path: ['callbacks'],
          what: `nobody can be called between ${openFrom} and ${openTo}`,
          right: 'Write openFrom before openTo, such as "08:00" and "20:00"',
        },
      ];

type Around = { models: ModelSpecs; templates: TemplateFolders };

/** Everything in a well-formed reactive program that doesn't fit together. */
export const reactiveChecks = (program: ReactiveProgram, { models, templates }: Around): Finding[] => [
  ...patternCheck(program),
  ...catalogueChecks(program),
  ...filterChecks(program),
  ...scoringChecks('scoringModel', program.scoringModel, models),
  ...scoringChecks('baselineModel', program.baselineModel, models),
  ...sendTimeChecks(program),
  ...hoursCheck(program),
  ...ruleChecks(program),
  ...escalationChecks(program),
  ...satisfactionCheck(program, templates),
];
