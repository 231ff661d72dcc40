import type { LinkPurpose, Notification } from '../../delivery/index.ts';
import { logger } from '../../shared/logger.ts';
import { isOver } from '../domain/used-link.ts';
import type { LinkDeps } from '../ports.ts';

export type OpenedLink = { notification: Notification; to?: string };
type Asked = { token: string; purpose: LinkPurpose; now: Date };

/** The message whose link it is, if the token is ours, for this purpose, not too old, not used up and not taken back. */
export const openLink = async (
  { links, linkBook, ledger }: Pick<LinkDeps, 'links' | 'linkBook' | 'ledger'>,
  { token, purpose, now }: Asked,
): Promise<OpenedLink | undefined> => {
  const link = await links.verify(token, { purpose, now });
  if (link.kind !== 'valid') {
    logger.info('link opens nothing', { purpose, why: link.kind });
    return undefined;
  }
  const { notificationId, to } = link;
  const [state, notification] = await Promise.all([
    linkBook.state({ token, notificationId }),
    ledger.get(notificationId),
  ]);
  if (isOver(state, now)) {
    logger.info('link opens nothing', { purpose, why: state.revoked ? 'revoked' : 'used', notificationId });
    return undefined;
  }
  return notification && { notification, ...(to !== undefined && { to }) };
};
