import { describe, expect, it } from 'vitest';
import { aDiscoveryBody } from '../../../test/support/a-discovery-body.ts';
import { normaliseEvent } from './normalise.ts';
import { suppressionOf } from './suppression.ts';

const rules = { saleNames: ['registration'], artistIds: ['K8vZ9171oZf'], countries: ['US'], segments: ['Music'] };
const suppression = (overrides: Record<string, unknown> = {}) =>
  suppressionOf(normaliseEvent(aDiscoveryBody(overrides), new Date('2026-11-19T00:00:00Z')), rules);

it('announces what no rule names', () => {
  expect(suppression()).toEqual({ sales: {} });
});

describe('Use Case 4: registration sales', () => {
  const registration = { name: 'Verified Fan REGISTRATION', startDateTime: '2026-11-19T18:00:00Z' };

  it('are suppressed one by one; the others of the event are announced', () => {
    const open = { startDateTime: '2026-11-20T18:00:00Z' };
    expect(suppression({ sales: { public: open, presales: [registration] } })).toEqual({
      sales: { 'presale-verified-fan-registration': 'registration' },
    });
  });

  it('suppress an event that has no other sale', () => {
    expect(suppression({ sales: { presales: [registration] } }).event).toBe('registration');
  });
});

it('Scenario 4: suppresses every sale of a suppressed artist', () => {
  const attractions = [{ id: 'K8vZ9171oZf', name: 'Coldplay' }];
  expect(suppression({ _embedded: { ...aDiscoveryBody()._embedded, attractions } }).event).toBe('artist');
});

it.each([
  [{ _embedded: { venues: [{ name: 'V', country: { countryCode: 'MX' } }] } }, 'country'],
  [{ _embedded: {} }, 'country'],
  [{ classifications: [{ primary: true, segment: { name: 'Sports' } }] }, 'segment'],
  [{ classifications: [] }, 'segment'],
  [{ dates: { status: { code: 'cancelled' } } }, 'canceled'],
  [{ dates: { status: { code: 'postponed' } } }, 'postponed'],
])('what is not supported, or not told, is suppressed: %j', (overrides, reason) => {
  expect(suppression(overrides).event).toBe(reason);
});
