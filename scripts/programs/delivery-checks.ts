// How a program may contact people: channels, their templates, and rules that must agree.
import { isZone } from '../../lambdas/delivery/domain/templates/date-formats.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import type { Channel, DeliveryRules } from '../../lambdas/shared/programs/delivery-schema.ts';
import { nearest } from './nearest-key.ts';
import type { Finding } from './problem.ts';
import type { TemplateFolders } from './template-folders.ts';

type InProgram = { programId: string; templates: TemplateFolders };

const templateCheck = ({ type, config }: Channel, { programId, templates }: InProgram): Omit<Finding, 'path'>[] => {
  const folder = `programs/templates/${programId}/${config.templateId}`;
  const channels = templates[config.templateId];
  if (!channels) {
    const near = nearest(config.templateId, Object.keys(templates));
    const right = near ? `Did you mean "${near}"?` : 'Write the template first: docs/programs.md, Templates';
    return [{ what: `there is no template ${folder}/template.yaml`, right }];
  }
  if (channels.includes(type)) return [];
  return [
    {
      what: `template "${config.templateId}" is not written for ${type}`,
      right: `Add "${type}" to channels in ${folder}/template.yaml, and its texts`,
    },
  ];
};

const zoneCheck = ({ config: { timezone } }: Channel): Omit<Finding, 'path'>[] =>
  timezone === 'local' || isZone(timezone)
    ? []
    : [{ what: `"${timezone}" is no time zone`, right: 'Write local, or an IANA zone such as Europe/Berlin' }];

const channelChecks = ({ channels, delivery }: AnyProgram, around: InProgram): Finding[] =>
  channels.flatMap((channel, index) => [
    ...(delivery ? templateCheck(channel, around) : []).map((found) => ({
      path: ['channels', index, 'config', 'templateId'],
      ...found,
    })),
    ...zoneCheck(channel).map((found) => ({ path: ['channels', index, 'config', 'timezone'], ...found })),
  ]);

/**
 * Urgent service messages may pass quiet hours and are never held out (design.md, Delivery); a reactive program says itself
 * which of its messages are critical.
 */
const ruleChecks = ({ purpose, priority, quietHours, holdout }: DeliveryRules, kind: AnyProgram['kind']): Finding[] => {
  const isCritical = purpose === 'service' && priority === 'urgent';
  const found: Finding[] = [];
  if (quietHours === 'pass' && !isCritical)
    found.push({
      path: ['delivery', 'quietHours'],
      what: `quietHours is pass, but messages are ${priority} ${purpose}`,
      right: 'Only urgent service messages may come in quiet hours: write wait or drop',
    });
  if (holdout && isCritical && kind !== 'reactive')
    found.push({
      path: ['delivery', 'holdout'],
      at: 'key',
      what: 'urgent service messages are never held out, so a holdout would hold nobody',
      right: 'Leave it out, or choose another purpose or priority',
    });
  return found;
};

const nobodyToWriteBy = ({ channels, delivery }: AnyProgram): Finding[] =>
  !delivery || channels.some(({ enabled }) => enabled)
    ? []
    : [
        {
          path: ['channels'],
          what: 'no channel is enabled',
          right: 'Enable one, or set the program to enabled: false',
        },
      ];

/** What is wrong with a program's channels and delivery rules. `templates`: those there are, with their channels. */
export const deliveryChecks = (program: AnyProgram, templates: TemplateFolders): Finding[] => [
  ...channelChecks(program, { programId: program.programId, templates }),
  ...(program.delivery ? ruleChecks(program.delivery, program.kind) : []),
  ...nobodyToWriteBy(program),
];
