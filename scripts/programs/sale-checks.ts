// What the schema of a sale program can't say.
import type { SaleProgram } from '../../lambdas/shared/programs/sale-program-schema.ts';
import { nearest } from './nearest-key.ts';
import type { Finding } from './problem.ts';
import type { TemplateFolders } from './template-folders.ts';

/** Segments of Ticketmaster Discovery's classifications that hold events (the API's own list, as of 2026). */
const segments = ['Arts & Theatre', 'Film', 'Miscellaneous', 'Music', 'Sports', 'Undefined'];

const segmentChecks = ({ sales }: SaleProgram): Finding[] =>
  sales.suppression.segments.flatMap((segment, index) => {
    if (segments.includes(segment)) return [];
    const near = nearest(segment, segments);
    return [
      {
        path: ['sales', 'suppression', 'segments', index],
        what: `Discovery has no segment "${segment}", so it would announce nothing`,
        right: `${near ? `Did you mean "${near}"? ` : ''}Segments: ${segments.join(', ')}`,
      },
    ];
  });

const sendTimeChecks = ({ channels }: SaleProgram): Finding[] =>
  channels.flatMap(({ channelId, config: { sendTime } }, index) =>
    sendTime === undefined
      ? []
      : [
          {
            path: ['channels', index, 'config', 'sendTime'],
            what: `channel "${channelId}" waits for ${sendTime}, but reminders go right before their sale`,
            right: 'Leave sendTime out',
          },
        ],
  );

const deadlineCheck = ({ sales: { shortUrlDeadlineMinutes, windowMinutes } }: SaleProgram): Finding[] =>
  shortUrlDeadlineMinutes < windowMinutes
    ? []
    : [
        {
          path: ['sales', 'shortUrlDeadlineMinutes'],
          what: `shortUrlDeadlineMinutes is ${shortUrlDeadlineMinutes}, so no message would ever wait for its short URL`,
          right: `Write less than windowMinutes (${windowMinutes})`,
        },
      ];

/** What fans get before their first reminder (lambdas/sales/handlers/opt-in): no program can do without it. */
const confirmation = 'confirm-contact';

const confirmationChecks = ({ programId, channels }: SaleProgram, templates: TemplateFolders): Finding[] => {
  const written = templates[confirmation] ?? [];
  return [...new Set(channels.filter(({ enabled }) => enabled).map(({ type }) => type))]
    .filter((type) => !written.includes(type))
    .map((type) => ({
      path: ['channels'],
      what: `there is no template "${confirmation}" for ${type}, which asks fans to confirm their contact points`,
      right: `Write programs/templates/${programId}/${confirmation}`,
    }));
};

/** Everything in a well-formed sale program that doesn't fit together. `templates`: those there are. */
export const saleChecks = (program: SaleProgram, templates: TemplateFolders): Finding[] => [
  ...confirmationChecks(program, templates),
  ...segmentChecks(program),
  ...sendTimeChecks(program),
  ...deadlineCheck(program),
];
