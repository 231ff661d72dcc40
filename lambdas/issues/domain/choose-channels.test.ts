import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { type ChannelFacts, chooseChannels, compileChannelRules } from './choose-channels.ts';

const { program } = aPinnedReactiveProgram();
const rules = compileChannelRules(program);
const facts = (overrides: Partial<ChannelFacts> = {}): ChannelFacts => ({
  ...{ risk: 0.85, baseline: 0.15, ratio: 5.7, confidence: 'high', severity: 'high', critical: false },
  ...{ error_count: 3, fix_known: true, marketplace: 'US' },
  ...{ has_phone: true, has_email: true, sms_consent: true, email_consent: true },
  ...overrides,
});
const chosen = (overrides: Partial<ChannelFacts>) => chooseChannels(rules, facts(overrides));

describe('channels of the program', () => {
  it('are SMS first and e-mail second at high risk, e-mail alone below', () => {
    expect(chosen({ risk: 0.7 })).toEqual(['sms', 'email']);
    expect(chosen({ risk: 0.69 })).toEqual(['email']);
    expect(chosen({ severity: 'medium' })).toEqual(['email']);
  });

  it('are those that reach the customer', () => {
    expect(chosen({ has_phone: false })).toEqual(['email']);
    expect(chosen({ sms_consent: false })).toEqual(['email']);
    expect(chosen({ has_email: false })).toEqual(['sms']);
    expect(chosen({ email_consent: false })).toEqual(['sms']);
    expect(chosen({ has_phone: false, has_email: false })).toEqual([]);
  });

  it('leave nobody with a critical issue alone who has a phone only', () => {
    const critical = { severity: 'critical', critical: true, risk: 0.1 };
    expect(chosen({ ...critical, has_email: false })).toEqual(['sms']);
    expect(chosen(critical)).toEqual(['email']);
    expect(chosen({ risk: 0.1, has_email: false })).toEqual([]);
  });

  it('are never one that is off, whatever the rules say', () => {
    const off = compileChannelRules({
      channelRules: [{ when: 'true', channels: ['sms', 'email', 'pigeon'] }],
      channels: program.channels.map((channel) => ({ ...channel, enabled: channel.type === 'email' })),
    });
    expect(chooseChannels(off, facts())).toEqual(['email']);
  });

  it('are none where no rule holds', () => {
    const never = compileChannelRules({ ...program, channelRules: [{ when: 'risk > 2', channels: ['sms'] }] });
    expect(chooseChannels(never, facts())).toEqual([]);
  });

  it('never go where there is no contact point or no consent', () => {
    const flag = fc.boolean();
    const reach = fc.record({ has_phone: flag, has_email: flag, sms_consent: flag, email_consent: flag });
    fc.assert(
      fc.property(reach, fc.double({ min: 0, max: 1, noNaN: true }), flag, (given, risk, critical) => {
        const ids = chosen({ ...given, risk, critical });
        expect(new Set(ids).size).toBe(ids.length);
        if (ids.includes('sms')) expect(given.has_phone && given.sms_consent).toBe(true);
        if (ids.includes('email')) expect(given.has_email && given.email_consent).toBe(true);
      }),
    );
  });
});
