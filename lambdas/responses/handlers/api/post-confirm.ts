import type { PageRequest } from '../../domain/page-request.ts';
import type { ConfirmContact } from '../../ports.ts';
import { type Answer, gone, json } from '../answers.ts';

/** Confirms the contact point the link was sent to. */
export const postConfirm = async (
  { contact }: { contact: ConfirmContact },
  { token, language }: PageRequest,
): Promise<Answer> => ((await contact.confirm(token)) === 'unknown' ? gone() : json({ language, confirmed: true }));
