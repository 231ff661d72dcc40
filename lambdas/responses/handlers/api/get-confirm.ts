import type { PageRequest } from '../../domain/page-request.ts';
import { type Answer, json } from '../answers.ts';

/** The page's language, whatever the token: only a POST looks at it. */
export const getConfirm = async (_: unknown, { language }: PageRequest): Promise<Answer> => json({ language });
