import type { TemplateVariables } from '../notification/notification.ts';
import { characters, cutText } from './cut-text.ts';
import { gsmLetters, gsmTypography } from './gsm-alphabet.ts';
import { type SmsSize, smsSize } from './sms-parts.ts';
import type { ShortenRule } from './template-set.ts';

export type FittedSms = SmsSize & { text: string; fits: boolean };
type Draft = { variables: TemplateVariables; plainLetters: boolean; brief: boolean };
export type SmsWriter = (draft: { variables: TemplateVariables; brief: boolean }) => string;
type Fit = { write: SmsWriter; most: number };

const written = (draft: Draft, { write, most }: Fit): FittedSms => {
  const text = write(draft);
  const sent = draft.plainLetters ? gsmLetters(text) : gsmTypography(text);
  const size = smsSize(sent);
  return { ...size, text: sent, fits: size.parts <= most };
};

/** The longest cut of a variable that fits; the shortest allowed one where none does. */
const cut = (draft: Draft, rule: { cut: string; atLeast: number }, fit: Fit): Draft => {
  const value = draft.variables[rule.cut];
  if (typeof value !== 'string') return draft;
  const withLength = (most: number): Draft => ({
    ...draft,
    variables: { ...draft.variables, [rule.cut]: cutText(value, most) },
  });
  let shortest = Math.min(rule.atLeast, characters(value).length);
  let longest = characters(value).length - 1;
  if (longest < shortest) return draft;
  if (!written(withLength(shortest), fit).fits) return withLength(shortest);
  while (shortest < longest) {
    const middle = Math.ceil((shortest + longest) / 2);
    if (written(withLength(middle), fit).fits) shortest = middle;
    else longest = middle - 1;
  }
  return withLength(shortest);
};

const shortened = (draft: Draft, rule: ShortenRule, fit: Fit): Draft => {
  if ('plainLetters' in rule) return { ...draft, plainLetters: true };
  if ('brief' in rule) return { ...draft, brief: true };
  if ('drop' in rule) return { ...draft, variables: { ...draft.variables, [rule.drop]: null } };
  return cut(draft, rule, fit);
};

/**
 * Writes an SMS, applying one rule after the other until it has at most `most` parts. Links are never cut: rules name
 * other variables (checked at build time).
 */
export const fitSms = (variables: TemplateVariables, rules: readonly ShortenRule[], fit: Fit): FittedSms => {
  let draft: Draft = { variables, plainLetters: false, brief: false };
  let sms = written(draft, fit);
  for (const rule of rules) {
    if (sms.fits) return sms;
    draft = shortened(draft, rule, fit);
    sms = written(draft, fit);
  }
  return sms;
};
