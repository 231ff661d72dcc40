import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** 26 lower-case letters and digits, as AppSync names its APIs, keys and functions. */
export const newId = () => Array.from({ length: 26 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** The only account there is on the local cloud. */
export const ACCOUNT = '000000000000';

/** Region of a signed request, from the scope of its credential; us-east-1 when unsigned. */
export const regionOf = (authorization = '') =>
  /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization)?.[1] ?? 'us-east-1';
