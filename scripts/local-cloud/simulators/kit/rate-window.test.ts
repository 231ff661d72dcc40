import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRateWindow } from './rate-window.ts';

it('never lets more through in a second, and everything that stays under the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (gaps, perSecond) => {
      const allow = createRateWindow(perSecond);
      let now = 0;
      const passed: number[] = [];
      for (const gap of gaps) {
        now += gap;
        const recent = passed.filter((at) => at > now - 1000).length;
        const allowed = allow(now);
        expect(allowed).toBe(recent < perSecond);
        if (allowed) passed.push(now);
      }
    }),
  );
});
