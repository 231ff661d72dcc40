import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCursor, writeCursor } from './channel-cursor.ts';

const query = { programId: 'product-reviews', channel: 'email', marketplaces: ['US', 'DE'], minScore: 0.4 };

it('gives back any key that was written, whatever order marketplaces are named in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (scoreKey) => {
      const cursor = writeCursor(query, scoreKey);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(readCursor({ ...query, marketplaces: ['DE', 'US'] }, cursor)).toBe(scoreKey);
    }),
  );
});

it.each([{ programId: 'other' }, { channel: 'sms' }, { marketplaces: ['US'] }, { minScore: 0.5 }])(
  'refuses the cursor of another query: %o',
  (other) => {
    const cursor = writeCursor({ ...query, ...other }, 'key');
    expect(() => readCursor(query, cursor)).toThrow(/another program, channel, marketplace or minScore/);
  },
);

it('refuses any other text in words', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => readCursor(query, text)).toThrow(/nextToken/);
    }),
  );
});
