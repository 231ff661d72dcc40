import { createHash } from 'node:crypto';

/** What is kept of a token: from it nobody gets back to the link. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 128 bits as base64url. */
const shape = /^[A-Za-z0-9_-]{22}$/;
export const isToken = (text: string): boolean => shape.test(text);

/** How long the link in a confirmation works. */
export const TOKEN_HOURS = 24;
