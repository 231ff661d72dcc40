import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mostMegabytes, mostPhotos, photoTypes } from './limits.ts';
import { judgePhotos } from './photo-rules.ts';

const most = mostMegabytes * 1_024 * 1_024;
const file = (name: string, type = 'image/png', size = 1) => ({ name, type, size });

it('takes photos up to the largest size, and says why others are not taken', () => {
  const files = [
    file('fits.png', 'image/webp', most),
    file('large.png', 'image/png', most + 1),
    file('x.svg', 'image/svg+xml'),
  ];
  expect(judgePhotos(files, 0)).toEqual({
    good: [files[0]],
    problems: [
      { why: 'photoSize', name: 'large.png' },
      { why: 'photoType', name: 'x.svg' },
    ],
  });
});

it('never takes more than fit, nor any that would be refused, and loses none without a word', () => {
  const files = fc.array(
    fc.record({ name: fc.string(), type: fc.constantFrom(...photoTypes, 'image/gif', ''), size: fc.nat(2 * most) }),
  );
  fc.assert(
    fc.property(files, fc.nat(mostPhotos), (chosen, there) => {
      const { good, problems } = judgePhotos(chosen, there);
      expect(good.length + there).toBeLessThanOrEqual(mostPhotos);
      expect(good.every(({ type, size }) => photoTypes.includes(type) && size <= most)).toBe(true);
      if (good.length < chosen.length) expect(problems.length).toBeGreaterThan(0);
      if (good.length === chosen.length) expect(problems).toEqual([]);
    }),
  );
});
