import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { MarketplaceCode } from '../../../shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { type ComposedMessage, composeMessage } from '../../domain/sending/compose-message.ts';
import { renderMessage } from '../../domain/templates/render.ts';
import type { LinkPurpose } from '../../ports.ts';
import type { SendDeps } from './send-deps.ts';

/** Links in a message work as long as its ledger record is kept. */
const linksForMs = 90 * 86_400_000;

type Request = { notification: Notification; program: PinnedProgram<AnyProgram>; at: number };

/**
 * Writes a message from its pinned template, with its customer's own links. Before the claim: a message that can't be
 * written was never tried.
 * @throws InvalidInputError when variables break the template NotFoundError when there is no such template
 */
export const prepareMessage = async (
  { templates, links }: Pick<SendDeps, 'templates' | 'links'>,
  { notification, program, at }: Request,
): Promise<ComposedMessage> => {
  const { id, programId, templateHash, templateId, channel, locale, createdAt } = notification;
  const marketplace = program.marketplaces[notification.marketplace as MarketplaceCode];
  const expiresAt = new Date(Date.parse(createdAt) + linksForMs).toISOString();
  const link = (purpose: LinkPurpose) => links.url({ purpose, notificationId: id, expiresAt });
  const [set, unsubscribeUrl, preferencesUrl] = await Promise.all([
    templates.pinned(programId, templateHash),
    link('unsubscribe'),
    link('preferences'),
  ]);
  const variables = { ...notification.variables, unsubscribeUrl, preferencesUrl, footer: marketplace.footer };
  const rendered = renderMessage({ set, templateId, channel, locale, variables });
  return composeMessage(notification, rendered, { marketplace, unsubscribeUrl, at });
};
