import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gsmLetters, gsmTypography, isGsm } from './gsm-alphabet.ts';
import { smsSize } from './sms-parts.ts';

describe('how a carrier cuts a text', () => {
  it.each([
    ['', 'GSM-7', 1],
    ['a'.repeat(160), 'GSM-7', 1],
    ['a'.repeat(161), 'GSM-7', 2],
    ['a'.repeat(306), 'GSM-7', 2],
    ['a'.repeat(307), 'GSM-7', 3],
    ['€'.repeat(80), 'GSM-7', 1],
    ['€'.repeat(81), 'GSM-7', 2],
    ['ü'.repeat(160), 'GSM-7', 1],
    ['あ'.repeat(70), 'UCS-2', 1],
    ['あ'.repeat(71), 'UCS-2', 2],
    ['あ'.repeat(134), 'UCS-2', 2],
    ['あ'.repeat(135), 'UCS-2', 3],
    ['🎟'.repeat(35), 'UCS-2', 1],
    ['ç', 'UCS-2', 1],
  ])('%#: %s … is %s in %i parts', (text, encoding, parts) => {
    expect(smsSize(text)).toEqual({ encoding, parts });
  });

  it('never splits a character of two units: it begins the next part', () => {
    // 152 + "€" is 154 septets, so "€" goes to the second part, whose 153 are then filled by 151 more.
    expect(smsSize(`${'a'.repeat(152)}€${'a'.repeat(151)}`)).toEqual({ encoding: 'GSM-7', parts: 2 });
    expect(smsSize(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toEqual({ encoding: 'GSM-7', parts: 3 });
    expect(smsSize(`${'あ'.repeat(66)}🎟${'あ'.repeat(65)}`)).toEqual({ encoding: 'UCS-2', parts: 2 });
    expect(smsSize(`${'あ'.repeat(66)}🎟${'あ'.repeat(66)}`)).toEqual({ encoding: 'UCS-2', parts: 3 });
  });

  it('never gets cheaper by more text', () => {
    const text = fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'grapheme', maxLength: 200 }));
    fc.assert(fc.property(text, text, (a, b) => smsSize(a + b).parts >= smsSize(a).parts));
  });

  it('has room for every part it counts: no fewer than the units need, no more than one wasted unit a part needs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 600 }), (text) => {
        const { encoding, parts } = smsSize(text);
        const units =
          encoding === 'UCS-2' ? text.length : [...text].reduce((n, c) => n + (/[\^{}\\[\]~|€\f]/.test(c) ? 2 : 1), 0);
        const [single, each] = encoding === 'UCS-2' ? [70, 67] : [160, 153];
        if (units <= single) return parts === 1;
        return parts >= Math.ceil(units / each) && parts <= Math.ceil(units / (each - 1));
      }),
    );
  });
});

describe('typography', () => {
  it('gives way where it alone would turn a text UCS-2', () => {
    expect(gsmTypography('It’s “almost” time – now…')).toBe('It\'s "almost" time - now...');
    expect(gsmTypography('Beyoncé’s tour')).toBe("Beyoncé's tour");
  });

  it('stays where the text is UCS-2 anyway', () => {
    expect(gsmTypography('“बस”…')).toBe('“बस”…');
    expect(gsmLetters('“बस”…')).toBe('“बस”…');
  });

  it('leaves out accents that GSM-7 hasn’t, and keeps those it has', () => {
    expect(gsmLetters('Rosalía em São Paulo: Beyoncé, Łódź')).toBe('Rosalia em Sao Paulo: Beyoncé, Lodz');
  });

  it('either makes a text GSM-7 or leaves it alone', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(fc.property(text, (t) => [gsmTypography, gsmLetters].every((f) => isGsm(f(t)) || f(t) === t)));
  });
});
