// Versions of apps as stores and telemetry write them: 2.5, v2.5.1, 10.0.3-beta.2, 2.5.1 (1234), 2.5.1+45.

/** `numbers` without trailing zeros, so that 2.5 is 2.5.0. */
export type AppVersion = { numbers: readonly number[]; preRelease: readonly (string | number)[] };

const versionPattern = /^v?(\d{1,9}(?:\.\d{1,9}){0,5})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+|\s*\(\w+\))?$/i;

const withoutZeros = (numbers: readonly number[]): readonly number[] =>
  numbers.slice(0, numbers.findLastIndex((number) => number !== 0) + 1);

/** `undefined` for what is no version. What follows "+" or stands in brackets names a build and orders nothing. */
export const parseAppVersion = (text: string): AppVersion | undefined => {
  const [, numbers, preRelease] = versionPattern.exec(text.trim()) ?? [];
  if (numbers === undefined) return undefined;
  const parts = preRelease?.split('.') ?? [];
  return {
    numbers: withoutZeros(numbers.split('.').map(Number)),
    preRelease: parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part.toLowerCase())),
  };
};

/** Of two parts that differ: numbers before words (Semantic Versioning 2.0.0, section 11). */
const comparePart = (left: string | number, right: string | number): number => {
  if (left === right) return 0;
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  return left < right ? -1 : 1;
};

const compareLists = (left: readonly (string | number)[], right: readonly (string | number)[]): number => {
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const order = comparePart(part, other);
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : 0;
};

/** Negative, 0 or positive. A pre-release comes before its release (Semantic Versioning 2.0.0, section 11). */
export const compareAppVersions = (left: AppVersion, right: AppVersion): number => {
  const order = compareLists(left.numbers, right.numbers);
  if (order !== 0) return order;
  if (left.preRelease.length === 0 || right.preRelease.length === 0)
    return Math.sign(right.preRelease.length - left.preRelease.length);
  return compareLists(left.preRelease, right.preRelease);
};
