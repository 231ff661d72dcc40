import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TemplateVariables } from '../notification/notification.ts';
import { characters, cutText } from './cut-text.ts';
import { fitSms, type SmsWriter } from './fit-sms.ts';
import type { ShortenRule } from './template-set.ts';

const url = 'https://bit.ly/3xYZ';
const write: SmsWriter = ({ brief, variables: { artist, presale, city } }) =>
  `${brief ? '' : 'Tickets for '}${artist}${presale ? ` ${presale}` : ''} in ${city}: ${url}`;
const rules: ShortenRule[] = [
  { cut: 'artist', atLeast: 20 },
  { plainLetters: true },
  { drop: 'presale' },
  { brief: true },
  { cut: 'city', atLeast: 5 },
];
const smsFor = (variables: TemplateVariables, most = 1) => fitSms(variables, rules, { write, most });

describe('an SMS that is too long', () => {
  it('is left alone while it fits', () => {
    const text = smsFor({ artist: 'Taylor Swift', presale: 'Presale', city: 'Paris' }).text;
    expect(text).toBe(`Tickets for Taylor Swift Presale in Paris: ${url}`);
  });

  it('is cut no further than needed', () => {
    const { text, parts } = smsFor({ artist: 'x'.repeat(150), presale: null, city: 'Paris' });
    expect({ parts, length: text.length }).toEqual({ parts: 1, length: 160 });
    expect(text).toMatch(/^Tickets for x+\.\.\. in Paris: https:\/\/bit\.ly\/3xYZ$/);
  });

  it('gives up one thing after the other, in the order of the rules', () => {
    const { text } = smsFor({ artist: 'x'.repeat(30), presale: 'y'.repeat(120), city: 'Paris' });
    expect(text).toBe(`Tickets for ${'x'.repeat(19)}... in Paris: ${url}`);
  });

  it('loses accents before it loses words', () => {
    const { text, encoding } = smsFor({ artist: 'Rosalía y Rubén', presale: 'Preventa', city: 'Valparaíso' });
    expect({ text, encoding }).toEqual({
      text: `Tickets for Rosalia y Rubén Preventa in Valparaiso: ${url}`,
      encoding: 'GSM-7',
    });
  });

  it('takes its brief form before it cuts what the later rules name', () => {
    const { text } = smsFor({ artist: 'x'.repeat(20), presale: null, city: 'y'.repeat(112) });
    expect(text).toBe(`${'x'.repeat(20)} in ${'y'.repeat(112)}: ${url}`);
  });

  it('says so when nothing helps', () => {
    const long = fitSms({ artist: 'A', presale: null, city: 'B' }, rules, { write: () => 'x'.repeat(161), most: 1 });
    expect(long).toMatchObject({ fits: false, parts: 2 });
  });

  it('keeps its link whole and its characters unbroken, whatever the names are', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(name, name, name, fc.integer({ min: 1, max: 3 }), (artist, presale, city, most) => {
        const { text, parts, fits } = smsFor({ artist, presale, city }, most);
        return text.endsWith(`: ${url}`) && fits === parts <= most && !/\p{Surrogate}/u.test(text);
      }),
    );
  });
});

describe('cutting', () => {
  it.each([
    ['Taylor Swift | The Eras Tour', 15, 'Taylor Swift…'],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2, '👩‍👩‍👧‍👦…'],
    ['हिन्दी संगीत', 3, `${characters('हिन्दी').slice(0, 2).join('')}…`],
    ['short', 5, 'short'],
  ])('%s to %i characters', (text, most, expected) => {
    expect(cutText(text, most)).toBe(expected);
  });
});
