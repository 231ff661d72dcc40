import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helpReplies, keywordOf, replyLanguage } from './keywords.ts';

describe('keywords of inbound SMS', () => {
  it.each([
    'ARRET CANCEL END OPT-OUT OPTOUT QUIT REMOVE STOP TD UNSUBSCRIBE'.split(' '), // facts: aws
    ['STOPP', 'abmelden', 'Arrêt', 'BAJA', 'Alto', '停止', '解除', 'SAIR', 'parar', 'बंद', ' stop\n', 'ＳＴＯＰ'],
  ])('stop: %s …', (...words) => {
    for (const word of words) {
      expect(keywordOf(word)?.keyword, word).toBe('stop');
      expect(keywordOf(`  ${word.toLowerCase()} `)?.keyword, word).toBe('stop');
    }
  });

  it('start and help, in their languages', () => {
    for (const word of ['START', 'unstop', 'Alta', '再開', 'शुरू']) expect(keywordOf(word)?.keyword).toBe('start');
    expect(keywordOf('Hilfe')).toEqual({ keyword: 'help', language: 'de' });
    expect(keywordOf('AIDE')).toEqual({ keyword: 'help', language: 'fr' });
    expect(keywordOf('info')).toEqual({ keyword: 'help', language: 'en' });
  });

  it('is never a part of a message', () => {
    const word = fc.constantFrom('stop', 'start', 'help', 'end', '停止');
    fc.assert(
      fc.property(word, fc.stringMatching(/^[a-z]{4,12}$/), (keyword, more) => {
        for (const text of [
          `${keyword} ${more}`,
          `${more} ${keyword}`,
          `${keyword}${more}`,
          `please do not ${keyword}`,
        ])
          expect(keywordOf(text)).toBeUndefined();
      }),
    );
    for (const text of ['', ' ', 'stop it', "don't stop", 'STOP.', 'weekend', 'constructor', '__proto__'])
      expect(keywordOf(text)).toBeUndefined();
  });

  it('answers in the keyword’s language, or the number’s country for an English word', () => {
    const help = keywordOf('help') as NonNullable<ReturnType<typeof keywordOf>>;
    expect(replyLanguage(help, '+4915112345678')).toBe('de');
    expect(replyLanguage(help, '+12025550123')).toBe('en');
    expect(replyLanguage({ keyword: 'help', language: 'fr' }, '+4915112345678')).toBe('fr');
  });

  it('tells in every language words that really are keywords', () => {
    for (const reply of Object.values(helpReplies)) {
      const words = reply.split(/[\s.,;、。：:「」]+/).flatMap((word) => keywordOf(word)?.keyword ?? []);
      expect(words, reply).toEqual(expect.arrayContaining(['stop', 'start']));
    }
  });
});
