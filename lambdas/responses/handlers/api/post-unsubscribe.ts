import * as z from 'zod';
import { type LinkSigner, linkPaths } from '../../../delivery/index.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import { languageOf } from '../../domain/language.ts';
import type { LinkDeps, Policies } from '../../ports.ts';
import { type Answer, json } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { programName } from './program-name.ts';
import { readBody } from './read-body.ts';

const linkDays = 30;
const body = z.strictObject({ scope: z.enum(['program', 'all']) });
type Deps = Pick<LinkDeps, 'programs'> & { policies: Pick<Policies, 'setOptOut'>; signer: LinkSigner };

/** Leaves the program, or all of them; says where the preferences are. */
export const postUnsubscribe = async (
  { programs, policies, signer }: Deps,
  { notification, request, now }: OpenedCall,
): Promise<Answer> => {
  const read = readBody(body, request);
  if (!read.ok) return read.answer;
  const { scope } = read.body;
  const { customerId, programId, id: notificationId } = notification;
  await policies.setOptOut(customerId, { programId: scope === 'all' ? 'all' : programId, out: true });
  logger.info('unsubscribed', { customer: customerHash(customerId), programId, scope, oneClick: false });
  const expiresAt = new Date(now.getTime() + linkDays * 86_400_000).toISOString();
  const url = await signer.url({ purpose: 'preferences', notificationId, expiresAt });
  return json({
    language: languageOf(notification.locale),
    program: await programName(programs, notification),
    scope,
    preferences: `/${linkPaths.preferences}/${url.slice(url.lastIndexOf('/') + 1)}`,
  });
};
