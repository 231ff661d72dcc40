import type { Notification } from '../../../delivery/index.ts';
import type { RatedSubject } from '../../../issues/index.ts';
import { languageOf } from '../../domain/language.ts';
import { type Answer, json } from '../answers.ts';

export const satisfactionPage = (
  { locale }: Notification,
  { about }: Pick<RatedSubject, 'about'>,
  answered: boolean,
): Answer => json({ language: languageOf(locale), about, answered });
