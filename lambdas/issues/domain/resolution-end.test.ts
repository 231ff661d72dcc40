import { describe, expect, it } from 'vitest';
import { resolutionEnd } from './resolution-end.ts';

const lastErrorAt = '2026-11-20T10:00:00.000Z';
const chosen = { at: '2026-11-20T10:04:00.000Z' };
const checkedAt = '2026-11-21T11:00:00.000Z';
const silent = { reason: 'resolved', method: 'no-further-error', at: checkedAt } as const;

describe('the end of a resolved issue', () => {
  it('is the tap of the customer, or the word of the agent', () => {
    for (const method of ['self-service', 'agent'] as const)
      expect(resolutionEnd({ lastErrorAt, chosen, closed: { reason: 'resolved', method, at: checkedAt } })).toBe(
        checkedAt,
      );
  });

  it('is the update that brought silence, not the check a day later', () => {
    expect(resolutionEnd({ lastErrorAt, chosen, closed: silent })).toBe(chosen.at);
  });

  it('is the last error of the version before, if that came after the update was chosen', () => {
    const late = '2026-11-20T10:30:00.000Z';
    expect(resolutionEnd({ lastErrorAt: late, chosen, closed: silent })).toBe(late);
  });

  it('is never after the check, and nothing where nothing was resolved', () => {
    expect(resolutionEnd({ lastErrorAt: '2026-11-22T10:00:00.000Z', chosen, closed: silent })).toBe(checkedAt);
    expect(resolutionEnd({ lastErrorAt, chosen })).toBeUndefined();
    expect(resolutionEnd({ lastErrorAt, closed: { reason: 'expired', at: checkedAt } })).toBeUndefined();
  });
});
