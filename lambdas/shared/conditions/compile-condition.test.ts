import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionTexts, printed } from '../../../test/support/condition-arbitraries.ts';
import { compileCondition } from './compile-condition.ts';
import { ConditionError } from './condition-error.ts';
import { parseCondition } from './parse-condition.ts';

const variables = {
  unresolved: 'duration',
  churn_risk: 'number',
  sightings: 'number',
  severity: 'text',
  engaged: 'flag',
  calling: 'flag',
} as const;
const values = {
  ...{ unresolved: 3_600_001, churn_risk: 0.95, sightings: 3, severity: 'high', engaged: true, calling: false },
};
const holds = (source: string, more: Partial<typeof values> = {}): boolean =>
  compileCondition(source, variables).evaluate({ ...values, ...more });

const errorOf = (source: string): ConditionError => {
  try {
    compileCondition(source, variables);
  } catch (error) {
    if (error instanceof ConditionError) return error;
    throw error;
  }
  throw new Error(`${source} compiles`);
};

describe('conditions', () => {
  it('say what the seed says', () => {
    expect(holds('unresolved > 1h')).toBe(true);
    expect(holds('unresolved > 1h', { unresolved: 3_600_000 })).toBe(false);
    expect(holds('churn_risk > 0.9')).toBe(true);
    expect(holds('churn_risk > 0.9', { churn_risk: 0.9 })).toBe(false);
  });

  it.each([
    ['sightings == 3', true],
    ['sightings != 3', false],
    ['sightings <= 3 and sightings >= 3', true],
    ['sightings < -2.5', false],
    ['severity == "high"', true],
    ["severity != 'high'", false],
    ['severity in ["low", "high"]', true],
    ['sightings in [1, 2]', false],
    ['unresolved in [1h, 90m]', false],
    ['engaged', true],
    ['engaged == true', true],
    ['not calling', true],
    ['not not calling', false],
    ['true', true],
  ])('%s is %s', (source, expected) => {
    expect(holds(source)).toBe(expected);
  });

  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['1h', 3_600_000],
    ['1.5h', 5_400_000],
    ['2d', 172_800_000],
  ])('%s are %i milliseconds', (text, unresolved) => {
    expect(holds(`unresolved == ${text}`, { unresolved })).toBe(true);
  });

  it('bind not before comparisons before and before or, whatever the order', () => {
    expect(holds('engaged or engaged and calling')).toBe(true);
    expect(holds('calling and engaged or engaged')).toBe(true);
    expect(holds('(engaged or engaged) and calling')).toBe(false);
    expect(holds('not calling or engaged', { engaged: false, calling: true })).toBe(false);
    expect(holds('not (calling or engaged)', { calling: false })).toBe(false);
    expect(holds('not calling == engaged')).toBe(true);
  });

  it.each([
    ['', 1, 'not the end'],
    ['churn_risk >', 13, 'not the end'],
    ['churn_risk > 0.9 and', 21, 'not the end'],
    ['churn_risk > 0.9 engaged', 18, 'not "engaged"'],
    ['(engaged', 9, '")" is expected'],
    ['engaged)', 8, 'not ")"'],
    ['severity in "high"', 13, '"[" is expected'],
    ['severity in []', 14, 'a value is expected'],
    ['severity in ["high" "low"]', 21, '"," or "]" is expected'],
    ['1 < 2 < 3', 7, 'chained'],
    ['severity == "high', 13, 'does not end'],
    ['engaged && calling', 9, '"&" means nothing'],
    ['unresolved > 1week', 14, 'no number and no duration'],
    ['risk > 0.9', 1, 'no variable "risk"'],
    ['engaged and constructor', 13, 'no variable "constructor"'],
    ['engaged and __proto__', 13, 'no variable "__proto__"'],
    ['churn_risk.toString > 1', 11, '"." means nothing'],
    ['churn_risk("x")', 11, 'not "("'],
    ['unresolved > 1', 12, 'a duration can’t be compared with a number'],
    ['churn_risk > "0.9"', 12, 'a number can’t be compared with a text'],
    ['severity in ["high", 3]', 22, 'a text can’t be compared with a number'],
    ['severity > "high"', 10, 'not a text'],
    ['engaged > calling', 9, 'not a flag'],
    ['churn_risk and engaged', 1, '"and" needs yes or no'],
    ['engaged or severity', 12, '"or" needs yes or no'],
    ['not churn_risk > 0.9', 5, '"not" needs yes or no'],
    ['churn_risk', 1, 'true or false'],
  ])('refuse %s at column %i: %s', (source, column, what) => {
    const error = errorOf(source);
    expect(error.column).toBe(column);
    expect(error.message).toContain(what);
    expect(error.message).toContain(`column ${column} of: ${source}`);
    expect(error.whatToDo).not.toBe('');
  });

  it('refuse what nobody could read', () => {
    expect(errorOf('('.repeat(501)).message).toContain('longer than 500');
    expect(errorOf(`${'('.repeat(250)}engaged`).message).toContain('")" is expected');
  });

  it('never fail with anything but their own error, whatever is written', () => {
    const words = fc.constantFrom('and', 'or', 'not', 'in', '(', ')', '[', ']', ',', '<', '==', '1h', '0.9', 'engaged');
    const nearMisses = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(nearMisses, fc.string({ maxLength: 600, unit: 'binary' })), (source) => {
        try {
          expect(typeof compileCondition(source, variables).evaluate(values)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(ConditionError);
          expect((error as ConditionError).column).toBeGreaterThanOrEqual(1);
          expect((error as ConditionError).column).toBeLessThanOrEqual(source.length + 1);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('mean the same when they are printed and read again', () => {
    fc.assert(
      fc.property(conditionTexts(variables), ({ source }) => {
        const again = printed(parseCondition(source));
        fc.pre(again.length <= 500);
        expect(printed(parseCondition(again))).toBe(again);
      }),
    );
  });

  it('are what their parts say, for any values', () => {
    const anyValues = fc.record({
      ...{ unresolved: fc.integer(), churn_risk: fc.double(), sightings: fc.integer({ min: 0, max: 4 }) },
      ...{ severity: fc.constantFrom('low', 'high', 'x'), engaged: fc.boolean(), calling: fc.boolean() },
    });
    fc.assert(
      fc.property(conditionTexts(variables), anyValues, ({ source, meaning }, given) => {
        expect(compileCondition(source, variables).evaluate(given)).toBe(meaning(given));
      }),
      { numRuns: 500 },
    );
  });
});
