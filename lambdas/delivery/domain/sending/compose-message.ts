import type { Marketplaces } from '../../../shared/programs/marketplace-schema.ts';
import type { Notification } from '../notification/notification.ts';
import type { RenderedMessage } from '../templates/render.ts';
import { mailbox } from './mailbox.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

type Marketplace = Marketplaces[keyof Marketplaces];
/** A message but for its attempt's number, which only its claim gives. */
export type ComposedMessage = Omit<OutgoingMessage, 'attempt'>;

/**
 * The message as its provider gets it. One-click unsubscription by RFC 8058: mail clients POST to the link.
 * @param oneClickUrl signed, of this notification @param at epoch ms, when it is composed
 */
export const composeMessage = (
  { id, address, marketplace: code, expiresAt }: Notification,
  rendered: RenderedMessage,
  { marketplace, oneClickUrl, at }: { marketplace: Marketplace; oneClickUrl: string; at: number },
): ComposedMessage => {
  const validForSeconds = Math.max(0, Math.floor((Date.parse(expiresAt) - at) / 1_000));
  const common = { notificationId: id, to: address, marketplace: code, validForSeconds };
  const { sender } = marketplace;
  if (rendered.channel === 'sms') {
    const { text, parts } = rendered;
    return { ...common, from: sender.sms, content: { kind: 'sms', text, parts }, headers: {} };
  }
  const { subject, html, text } = rendered;
  return {
    ...common,
    from: mailbox(sender),
    content: { kind: 'email', subject, html, text },
    headers: {
      'List-Unsubscribe': `<${oneClickUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
};

/** What a message counts at its provider's rate limit: carriers count parts (facts: Delivery). */
export const weightOf = ({ content }: ComposedMessage): number => (content.kind === 'sms' ? content.parts : 1);
