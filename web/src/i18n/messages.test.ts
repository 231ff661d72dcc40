import { describe, expect, it } from 'vitest';
import { languageOf, messagesIn } from './languages.ts';
import { fill } from './speech.ts';

const english = await messagesIn('en');
const blanks = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([blank]) => blank).sort();

describe.each(['de', 'fr', 'es', 'ja', 'pt-BR', 'hi'] as const)('%s', (language) => {
  it('has a text of its own for every key, with the same blanks', async () => {
    const messages = await messagesIn(language);
    expect(Object.keys(messages).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(messages)) {
      expect(text.trim(), key).not.toBe('');
      expect(blanks(text), key).toEqual(blanks(english[key as keyof typeof english]));
    }
    const same = Object.entries(messages).filter(([key, text]) => text === english[key as keyof typeof english]);
    expect(same.map(([key]) => key)).toEqual([]);
  });
});

it.each([
  [['de-AT', 'en'], 'de'],
  [['nl', 'fr-CA'], 'fr'],
  [['pt'], 'pt-BR'],
  [['PT_br'], 'pt-BR'],
  [['zh', ''], 'en'],
  [[], 'en'],
])('%j is spoken as %s', (locales, language) => {
  expect(languageOf(locales)).toBe(language);
});

it('fills in every blank, and leaves what it does not know', () => {
  expect(fill('{a} and {b}, {a}', { a: '$&{b}', b: 2 })).toBe('$&{b} and 2, $&{b}');
  expect(fill('{c}', {})).toBe('{c}');
});
