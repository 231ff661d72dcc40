import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../shared/errors.ts';
import { dayPlus, daysUpTo, hasEnded, jobDay, readyAt } from './job-day.ts';
import { failureKey } from './report-keys.ts';

const now = new Date('2026-11-20T23:59:00Z');

describe('the day of a job', () => {
  it('is what it usually is, or what is asked for', () => {
    expect(jobDay(undefined, now, 'today')).toBe('2026-11-20');
    expect(jobDay(undefined, now, 'yesterday')).toBe('2026-11-19');
    expect(jobDay('yesterday', now, 'today')).toBe('2026-11-19');
    expect(jobDay('2026-11-20', now, 'today')).toBe('2026-11-20');
    expect(jobDay('2026-02-28', now, 'yesterday')).toBe('2026-02-28');
  });

  it.each([
    ['2026-11-21', 'today'],
    ['2026-11-20', 'yesterday'],
    ['today', 'yesterday'],
    ['2026-02-30', 'today'],
    ['last week', 'today'],
  ] as const)('is not %s where it is usually %s', (day, usual) => {
    expect(() => jobDay(day, now, usual)).toThrow(InvalidInputError);
  });

  it('may be counted two minutes after it ended', () => {
    expect(readyAt('2026-12-31')).toBe('2027-01-01T00:02:00.000Z');
    expect(hasEnded('2026-11-20', now)).toBe(false);
    expect(hasEnded('2026-11-20', new Date('2026-11-21T00:00:00Z'))).toBe(true);
  });

  it('is followed and preceded by days of every month', () => {
    expect(dayPlus('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysUpTo('2026-03-01', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  });
});

describe('the key of a failure', () => {
  it('is named after job and execution, and stays in its folder', () => {
    const arn = 'arn:aws:states:us-east-1:123456789012:execution:herald-reporting-churn-report:abc-1';
    expect(failureKey('churn-report', arn)).toBe('reports/failures/churn-report/abc-1.json');
    expect(failureKey('churn-report', arn, 'my-program')).toBe('reports/failures/churn-report/abc-1.my-program.json');
    expect(failureKey('../x', '../../y')).toBe('reports/failures/---x/------y.json');
  });
});
