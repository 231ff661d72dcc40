import { html } from '../domain/html.ts';
import type { PageRequest } from '../domain/page-request.ts';
import { texts } from '../domain/texts.ts';
import type { ConfirmContact } from '../ports.ts';
import { type Answer, gone, showPage } from './answers.ts';

/** GET asks, whatever the token: only a POST looks at it. POST confirms the contact point the link was sent to. */
export const confirm = async (contact: ConfirmContact, { method, token, language }: PageRequest): Promise<Answer> => {
  const words = texts[language];
  if (method !== 'POST') {
    const form = html`<form method="post"><button>${words.confirmButton}</button></form>`;
    return showPage(language, words.confirmTitle, html`<p>${words.confirmQuestion}</p>${form}`);
  }
  if ((await contact.confirm(token)) === 'unknown') return gone(language);
  return showPage(language, words.confirmTitle, html`<p role="status">${words.confirmed}</p>`);
};
