import { describe, expect, it } from 'vitest';
import { aPinnedProgram } from '../../../../test/support/a-pinned-program.ts';
import { nextSendTime } from './campaign-window.ts';

const { program } = aPinnedProgram();
const message = {
  campaignId: 'c1',
  zone: 'America/New_York',
  dueAt: '2026-11-20T15:00:00.000Z',
  createdAt: '2026-11-20T03:00:00.000Z',
};
const next = (at: string, overrides: object = {}) => {
  const time = nextSendTime({ ...message, ...overrides }, program, Date.parse(at));
  return time === undefined ? undefined : new Date(time).toISOString();
};

describe('a message of a campaign', () => {
  it('may be late by the window, then waits for the next send time of its zone', () => {
    expect(next('2026-11-20T17:00:00.000Z')).toBeUndefined();
    expect(next('2026-11-20T17:00:00.001Z')).toBe('2026-11-21T15:00:00.000Z');
  });

  it('keeps its time of day across a change of clocks', () => {
    expect(next('2026-03-07T20:00:00.000Z', { dueAt: '2026-03-07T15:00:00.000Z' })).toBe('2026-03-08T14:00:00.000Z');
  });

  it('takes the program’s zone where it names one, and UTC where nobody knows the customer’s', () => {
    const config = { ...program.channels[0]?.config, templateId: 'x', sendTime: '10:00', timezone: 'Asia/Tokyo' };
    const tokyo = { ...program, channels: program.channels.map((channel) => ({ ...channel, config })) };
    const at = Date.parse('2026-11-20T20:00:00.000Z');
    expect(nextSendTime(message, tokyo, at)).toBe(Date.parse('2026-11-21T01:00:00.000Z'));
    expect(next('2026-11-20T20:00:00.000Z', { zone: 'Nowhere/Land' })).toBe('2026-11-21T10:00:00.000Z');
  });

  it('is the only one that waits: tests and messages of no campaign go', () => {
    expect(next('2026-11-20T20:00:00.000Z', { test: true })).toBeUndefined();
    expect(next('2026-11-20T20:00:00.000Z', { campaignId: undefined })).toBeUndefined();
  });
});
