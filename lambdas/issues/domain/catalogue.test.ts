import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { classify, type SeenError } from './catalogue.ts';

const { issues } = aPinnedReactiveProgram().program;
const program = {
  issues: {
    ...issues,
    catalogue: [
      {
        ...{ issueType: 'app_crash', severity: 'high' as const, errorTypes: ['NullPointerException', 'SIGSEGV'] },
        knownIssues: [
          { versions: '2.4.0', deviceTypes: ['Android'], fix: { steps: ['reinstall' as const] } },
          {
            versions: '>=2.4.0 <2.5.2',
            fix: {
              toVersion: '2.5.2',
              steps: ['update' as const, 'callback' as const],
              page: 'https://help.example/1',
            },
          },
        ],
      },
      { issueType: 'payment_error', severity: 'critical' as const, errorTypes: ['CardDeclined'], knownIssues: [] },
    ],
    otherwise: { issueType: 'other_error', severity: 'low' as const },
    generalSteps: ['clear-cache' as const, 'callback' as const],
  },
};
const seen = (overrides: Partial<SeenError> = {}): SeenError => ({
  ...{ errorType: 'NullPointerException', appVersion: '2.5.1', deviceType: 'iOS' },
  ...overrides,
});
const general = { known: false, steps: ['clear-cache', 'callback'] };

describe('the issue catalogue', () => {
  it('knows the issue of an error, and the fix of its version', () => {
    expect(classify(program, seen())).toEqual({
      ...{ issueType: 'app_crash', severity: 'high', listed: true, known: true },
      fix: { known: true, toVersion: '2.5.2', steps: ['update', 'callback'], page: 'https://help.example/1' },
    });
  });

  it('takes the first known issue that concerns version and device', () => {
    const fixOf = (overrides: Partial<SeenError>) => classify(program, seen(overrides)).fix.steps;
    expect(fixOf({ appVersion: '2.4', deviceType: 'android' })).toEqual(['reinstall']);
    expect(fixOf({ appVersion: '2.4', deviceType: 'iOS' })).toEqual(['update', 'callback']);
  });

  it.each(['2.5.2', '2.3.9', 'nightly', ''])('says of version %j that no fix is known', (appVersion) => {
    expect(classify(program, seen({ appVersion }))).toMatchObject({ listed: true, known: false, fix: general });
  });

  it('says so of an issue without known ones, and of one nobody has listed', () => {
    expect(classify(program, seen({ errorType: 'CardDeclined' }))).toEqual({
      ...{ issueType: 'payment_error', severity: 'critical', listed: true, known: false, fix: general },
    });
    expect(classify(program, seen({ errorType: 'FluxCapacitorError' }))).toEqual({
      ...{ issueType: 'other_error', severity: 'low', listed: false, known: false, fix: general },
    });
  });

  it('looks at the name of an error without its package, in any case', () => {
    for (const errorType of ['java.lang.NullPointerException', 'nullpointerexception', 'Kotlin.NullPointerException'])
      expect(classify(program, seen({ errorType })).issueType).toBe('app_crash');
    expect(classify(program, seen({ errorType: 'MyNullPointerException' })).listed).toBe(false);
  });

  it('has an answer for anything an app may say, and never a step too few', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (errorType, appVersion, deviceType) => {
        const { known, fix } = classify({ issues }, { errorType, appVersion, deviceType });
        expect(fix.known).toBe(known);
        expect(fix.steps.length).toBeGreaterThan(0);
      }),
    );
  });

  it('of the program file knows what the seed’s customer has', () => {
    expect(classify({ issues }, seen())).toMatchObject({
      ...{ issueType: 'app_crash', severity: 'critical', known: true, fix: { toVersion: '2.5.2' } },
    });
  });
});
