import { isGsm, septets } from './gsm-alphabet.ts';

export type SmsEncoding = 'GSM-7' | 'UCS-2';
export type SmsSize = { encoding: SmsEncoding; parts: number };

/** Room in one message, and in each part of several (a header takes the rest): 3GPP TS 23.040, 9.2.3.24.1. */
const room = { 'GSM-7': { single: 160, each: 153 }, 'UCS-2': { single: 70, each: 67 } } as const;

const cost = (character: string, encoding: SmsEncoding): number =>
  encoding === 'GSM-7' ? (septets(character) ?? 1) : character.length;

/**
 * How a carrier cuts and charges a text. A character of two units (extension table, surrogate pair) is never split:
 * it begins the next part instead. An empty text is one part.
 */
export const smsSize = (text: string): SmsSize => {
  const encoding = isGsm(text) ? 'GSM-7' : 'UCS-2';
  const { single, each } = room[encoding];
  const costs = [...text].map((character) => cost(character, encoding));
  if (costs.reduce((sum, one) => sum + one, 0) <= single) return { encoding, parts: 1 };
  let parts = 1;
  let used = 0;
  for (const one of costs) {
    if (used + one > each) {
      parts += 1;
      used = 0;
    }
    used += one;
  }
  return { encoding, parts };
};
