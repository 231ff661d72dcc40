import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAppVersions, parseAppVersion } from './app-version.ts';
import { liesIn, parseVersionRange } from './version-range.ts';

const order = (left: string, right: string): number => {
  const [one, other] = [parseAppVersion(left), parseAppVersion(right)];
  if (!one || !other) throw new Error(`${left} or ${right} is no version`);
  return Math.sign(compareAppVersions(one, other));
};
const contains = (range: string, version: string): boolean => {
  const parsed = parseVersionRange(range);
  if (!parsed) throw new Error(`${range} is no range`);
  return liesIn(parsed, parseAppVersion(version));
};

const part = fc.integer({ min: 0, max: 30 });
const numbers = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'));
const versions = fc
  .tuple(numbers, fc.option(fc.constantFrom('beta', 'beta.2', 'beta.11', 'rc.1', '1'), { nil: undefined }))
  .map(([text, preRelease]) => (preRelease === undefined ? text : `${text}-${preRelease}`));

describe('app versions', () => {
  it.each([
    ['2.5.1', '2.5.2', -1],
    ['2.5.9', '2.5.10', -1],
    ['2.5', '2.5.0', 0],
    ['v2.5.1', '2.5.1', 0],
    ['2.5.1 (1234)', '2.5.1', 0],
    ['2.5.1+build.7', '2.5.1', 0],
    ['10.0.3-beta', '10.0.3', -1],
    ['10.0.3-beta', '10.0.2', 1],
    ['1.0-beta.2', '1.0-beta.11', -1],
    ['1.0-beta', '1.0-beta.1', -1],
    ['1.0-1', '1.0-beta', -1],
  ])('%s against %s is %i', (left, right, expected) => {
    expect(order(left, right)).toBe(expected);
    expect(order(right, left)).toBe(0 - expected);
  });

  it.each(['', 'latest', '2.x', '2..5', '2.5.', '-1', '2.5 beta 3', '1'.repeat(80), '１.２'])('%j is none', (text) => {
    expect(parseAppVersion(text)).toBeUndefined();
  });

  it('are in one order, whatever they are', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        expect(order(a, a)).toBe(0);
        expect(order(a, b)).toBe(0 - order(b, a));
        if (order(a, b) <= 0 && order(b, c) <= 0) expect(order(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('can be asked of any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseAppVersion(text);
        if (parsed) expect(compareAppVersions(parsed, parsed)).toBe(0);
      }),
    );
  });
});

describe('ranges of versions', () => {
  it.each([
    ['<2.5.2', '2.5.1', true],
    ['<2.5.2', '2.5.2', false],
    ['<=2.5.2', '2.5.2', true],
    ['>2.5', '2.5.0', false],
    ['>=2.4.0 <2.5.2', '2.4', true],
    ['>=2.4.0 <2.5.2', '2.5.2-beta', true],
    ['>=2.4.0 <2.5.2', '2.3.9', false],
    ['2.5.0', '2.5', true],
    ['=2.5.0', '2.5.1', false],
    ['*', '2.5.1', true],
    ['*', 'nightly', true],
    ['<2.5.2', 'nightly', false],
  ])('%s, asked of %s: %s', (range, version, expected) => {
    expect(contains(range, version)).toBe(expected);
  });

  it.each(['', '<', '>=2.4 and <3', '~2.5', '2.4 - 2.5', '<2.5,>2', '* <2'])('%j is none', (text) => {
    expect(parseVersionRange(text)).toBeUndefined();
  });

  it('cut all versions in two', () => {
    fc.assert(
      fc.property(versions, versions, (bound, version) => {
        expect(contains(`<${bound}`, version)).not.toBe(contains(`>=${bound}`, version));
        expect(contains(`>${bound}`, version)).not.toBe(contains(`<=${bound}`, version));
        expect(contains(`>=${bound} <=${bound}`, version)).toBe(contains(bound, version));
      }),
    );
  });
});
