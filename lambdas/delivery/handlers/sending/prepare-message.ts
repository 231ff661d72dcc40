import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import { linkExpiry } from '../../domain/links/link-expiry.ts';
import { trackLinks } from '../../domain/links/track-links.ts';
import type { Notification, TemplateVariables } from '../../domain/notification/notification.ts';
import { type ComposedMessage, composeMessage } from '../../domain/sending/compose-message.ts';
import { type RenderedMessage, renderMessage } from '../../domain/templates/render.ts';
import type { TemplateSet } from '../../domain/templates/template-set.ts';
import { workerLinks } from '../../domain/templates/worker-variables.ts';
import type { LinkPurpose } from '../../ports.ts';
import type { SendDeps } from './send-deps.ts';

type Deps = Pick<SendDeps, 'templates' | 'links'>;
type Request = { notification: Notification; program: PinnedProgram<AnyProgram>; at: number };
type Link = (purpose: LinkPurpose, more?: { to?: string; oneClick?: true }) => Promise<string>;

/**
 * Writes a message from its pinned template, with its customer's own links. Before the claim: a message that can't be
 * written was never tried.
 * @returns nothing when template or variables are wrong: another try would not mend them
 */
export const prepareMessage = async (
  { templates, links }: Deps,
  { notification, program, at }: Request,
): Promise<ComposedMessage | undefined> => {
  const { id: notificationId, createdAt } = notification;
  const marketplace = program.marketplaces[notification.marketplace as MarketplaceCode];
  const link: Link = (purpose, more = {}) => {
    const expiresAt = linkExpiry(purpose, program.program, createdAt);
    return links.url({ purpose, notificationId, expiresAt, ...more });
  };
  const set = await orNothing(notification, () => templates.pinned(notification.programId, notification.templateHash));
  if (!set) return undefined;
  const [own, oneClickUrl] = await Promise.all([
    ownLinks(set, notification, link),
    link('unsubscribe', { oneClick: true }),
  ]);
  const rendered = await orNothing(notification, async () =>
    render(set, notification, { ...own, footer: marketplace.footer }),
  );
  if (!rendered) return undefined;
  // Reminders and other service messages are never tracked, nor is anybody whose marketplace's law forbids it.
  const tracked = marketplace.tracking && notification.purpose === 'marketing' && !notification.test;
  const untracked = [own.unsubscribeUrl, own.preferencesUrl].filter((url) => url !== undefined);
  const message = tracked ? await withTracking(rendered, link, untracked) : rendered;
  return composeMessage(notification, message, { marketplace, oneClickUrl, at });
};

type OwnLinks = Partial<Record<keyof typeof workerLinks, string>>;

/** The links that its template uses. */
const ownLinks = async (set: TemplateSet, { templateId, channel }: Notification, link: Link): Promise<OwnLinks> => {
  const template = set.templates.find((one) => one.templateId === templateId && one.channel === channel);
  const used = Object.entries(workerLinks).filter(([name]) => template?.schema[name] !== undefined);
  return Object.fromEntries(await Promise.all(used.map(async ([name, purpose]) => [name, await link(purpose)])));
};

const render = (set: TemplateSet, notification: Notification, own: TemplateVariables): RenderedMessage => {
  const { templateId, channel, locale, variables } = notification;
  return renderMessage({ set, templateId, channel, locale, variables: { ...variables, ...own } });
};

/** What is wrong with template or variables is logged; everything else is thrown on. */
const orNothing = async <T>(
  { id: notificationId, programId }: Notification,
  work: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidInputError || error instanceof NotFoundError)) throw error;
    logger.error('cannot write message', { notificationId, programId, error, whatToDo: error.whatToDo });
    return undefined;
  }
};

const withTracking = async (
  rendered: RenderedMessage,
  link: Link,
  untracked: readonly string[],
): Promise<RenderedMessage> => {
  if (rendered.channel !== 'email') return rendered;
  const pixel = await link('open');
  return {
    ...rendered,
    html: await trackLinks(rendered.html, { click: (to) => link('click', { to }), pixel, untracked }),
  };
};
