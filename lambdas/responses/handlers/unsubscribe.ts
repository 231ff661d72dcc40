import type { Notification } from '../../delivery/index.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import { html } from '../domain/html.ts';
import { languageOf } from '../domain/language.ts';
import { isOneClick, type PageRequest } from '../domain/page-request.ts';
import { about, texts } from '../domain/texts.ts';
import type { LinkDeps } from '../ports.ts';
import { type Answer, answer, showPage } from './answers.ts';

const linkDays = 30;
export type UnsubscribeDeps = Pick<LinkDeps, 'policies' | 'programs' | 'signer'> & { now: Date };

/** GET asks; POST leaves the program, or all of them. A mail client's one-click POST needs no page (RFC 8058). */
export const unsubscribe = async (
  deps: UnsubscribeDeps,
  notification: Notification,
  request: PageRequest,
): Promise<Answer> => {
  const scope = request.method === 'POST' ? scopeOf(request) : undefined;
  if (!scope) return ask(await nameOf(deps, notification), notification);
  const { customerId, programId } = notification;
  await deps.policies.setOptOut(customerId, { programId: scope === 'all' ? 'all' : programId, out: true });
  const oneClick = isOneClick(request);
  logger.info('unsubscribed', { customer: customerHash(customerId), programId, scope, oneClick });
  return oneClick ? answer(200, 'text/plain; charset=utf-8', '') : done(deps, notification, scope);
};

const scopeOf = (request: PageRequest): 'program' | 'all' | undefined => {
  if (isOneClick(request)) return 'program';
  const scope = new URLSearchParams(request.body).get('scope');
  return scope === 'program' || scope === 'all' ? scope : undefined;
};

const ask = (program: string, { locale }: Notification): Answer => {
  const language = languageOf(locale);
  const words = texts[language];
  return showPage(
    language,
    words.unsubscribeTitle,
    html`<p>${about(words.unsubscribeQuestion, program)}</p>
<form method="post">
<button name="scope" value="program">${words.unsubscribeButton}</button>
<button name="scope" value="all" class="second">${words.unsubscribeAll}</button>
</form>`,
  );
};

const done = async (deps: UnsubscribeDeps, notification: Notification, scope: 'program' | 'all'): Promise<Answer> => {
  const language = languageOf(notification.locale);
  const words = texts[language];
  const expiresAt = new Date(deps.now.getTime() + linkDays * 86_400_000).toISOString();
  const preferences = await deps.signer.url({ purpose: 'preferences', notificationId: notification.id, expiresAt });
  const text = scope === 'all' ? words.unsubscribedAll : about(words.unsubscribed, await nameOf(deps, notification));
  return showPage(
    language,
    words.unsubscribeTitle,
    html`<p role="status">${text}</p>
<p><a href="${preferences}">${words.preferencesLink}</a></p>`,
  );
};

/** The program's name; one that is gone from the files goes by its id. */
const nameOf = async ({ programs }: UnsubscribeDeps, { programId }: Notification): Promise<string> =>
  (await programs.list()).find(({ program }) => program.programId === programId)?.program.programName ?? programId;
