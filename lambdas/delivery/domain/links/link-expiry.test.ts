import { expect, it } from 'vitest';
import { aPinnedProgram } from '../../../../test/support/a-pinned-program.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import { linkExpiry } from './link-expiry.ts';

const createdAt = '2026-11-20T12:00:00.000Z';
const resolution = { quietHoursWithoutError: 24, linkHours: 48, satisfactionLinkDays: 14 };
const reactive = { kind: 'reactive', resolution } as AnyProgram;

it.each([
  ['solution', '2026-11-22T12:00:00.000Z'],
  ['satisfaction', '2026-12-04T12:00:00.000Z'],
  ['unsubscribe', '2027-02-18T12:00:00.000Z'],
  ['review', '2027-02-18T12:00:00.000Z'],
] as const)('of a reactive program goes by its resolution: %s', (purpose, expiresAt) => {
  expect(linkExpiry(purpose, reactive, createdAt)).toBe(expiresAt);
});

it('is 90 days for every link of other programs', () => {
  for (const purpose of ['review', 'solution', 'click'] as const)
    expect(linkExpiry(purpose, aPinnedProgram().program, createdAt)).toBe('2027-02-18T12:00:00.000Z');
});
