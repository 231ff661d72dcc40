import { describe, expect, it } from 'vitest';
import { worldRequest } from './request.ts';

const now = new Date('2026-03-01T00:30:00Z');

describe('worldRequest', () => {
  it('takes yesterday, in UTC, when no day is given', () => {
    expect(worldRequest({ size: 'small', seed: '42' }, now)).toEqual({ size: 'small', seed: 42, day: '2026-02-28' });
  });

  it.each([
    [{ size: 'tiny', seed: '42' }, /--size tiny: must be one of small, medium, large/],
    [{ size: 'small', seed: 'x' }, /--seed x: must be a whole number/],
    [{ size: 'small', seed: '42', day: '2026-02-30' }, /--day 2026-02-30: must be a day/],
    [{ size: 'small', seed: '42', day: 'yesterday' }, /--day yesterday: must be a day/],
  ])('refuses %j', (asked, message) => {
    expect(() => worldRequest(asked, now)).toThrow(message);
  });
});
