import { languageOf } from '../../domain/language.ts';
import type { LinkDeps } from '../../ports.ts';
import { type Answer, json } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { programName } from './program-name.ts';

/** Asks; leaves nothing. */
export const getUnsubscribe = async (
  { programs }: Pick<LinkDeps, 'programs'>,
  { notification }: OpenedCall,
): Promise<Answer> =>
  json({ language: languageOf(notification.locale), program: await programName(programs, notification) });
