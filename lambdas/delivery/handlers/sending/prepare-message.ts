import { InvalidInputError, NotFoundError } from '../../../shared/errors.ts';
import { logger } from '../../../shared/logger.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import { trackLinks } from '../../domain/links/track-links.ts';
import type { Notification, TemplateVariables } from '../../domain/notification/notification.ts';
import { type ComposedMessage, composeMessage } from '../../domain/sending/compose-message.ts';
import { type RenderedMessage, renderMessage } from '../../domain/templates/render.ts';
import type { LinkPurpose } from '../../ports.ts';
import type { SendDeps } from './send-deps.ts';

/** Links in a message work as long as its ledger record is kept. */
const linksForMs = 90 * 86_400_000;

type Deps = Pick<SendDeps, 'templates' | 'links'>;
type Request = { notification: Notification; program: PinnedProgram<AnyProgram>; at: number };
type Link = (purpose: LinkPurpose, to?: string) => Promise<string>;

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
  const expiresAt = new Date(Date.parse(createdAt) + linksForMs).toISOString();
  const link: Link = (purpose, to) =>
    links.url({ purpose, notificationId, expiresAt, ...(to !== undefined && { to }) });
  const [unsubscribeUrl, preferencesUrl] = await Promise.all([link('unsubscribe'), link('preferences')]);
  const own = { unsubscribeUrl, preferencesUrl };
  const rendered = await render(templates, notification, { ...own, footer: marketplace.footer });
  if (!rendered) return undefined;
  // Reminders and other service messages are never tracked, nor is anybody whose marketplace's law forbids it.
  const tracked = marketplace.tracking && notification.purpose === 'marketing' && !notification.test;
  const message = tracked ? await withTracking(rendered, link, Object.values(own)) : rendered;
  return composeMessage(notification, message, { marketplace, unsubscribeUrl, at });
};

const render = async (
  templates: Deps['templates'],
  notification: Notification,
  own: TemplateVariables,
): Promise<RenderedMessage | undefined> => {
  const { id: notificationId, programId, templateHash, templateId, channel, locale, variables } = notification;
  try {
    const set = await templates.pinned(programId, templateHash);
    return renderMessage({ set, templateId, channel, locale, variables: { ...variables, ...own } });
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
  return { ...rendered, html: await trackLinks(rendered.html, { click: (to) => link('click', to), pixel, untracked }) };
};
