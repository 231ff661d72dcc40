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

  it('leave nobody alone whom one of them reaches: at low risk SMS is taken where there can be no e-mail, and only there', () => {
    const calm = { risk: 0.1, severity: 'medium' };
    expect(chosen({ ...calm, has_email: false })).toEqual(['sms']);
    expect(chosen({ ...calm, email_consent: false })).toEqual(['sms']);
    expect(chosen({ ...calm, has_email: false, sms_consent: false })).toEqual([]);
    expect(chosen(calm)).toEqual(['email']);
    expect(chosen({ risk: 0.1, severity: 'critical', critical: true })).toEqual(['email']);
  });

  it('come of the next rule that holds where none of the first one’s reaches, never of one that does not hold', () => {
    const inTurn = compileChannelRules({
      channelRules: [
        { when: 'risk >= 0.7', channels: ['email'] },
        { when: 'risk < 0.7', channels: ['sms'] },
        { when: 'critical', channels: ['sms'] },
      ],
      channels: program.channels,
    });
    expect(chooseChannels(inTurn, facts({ has_email: false }))).toEqual([]);
    expect(chooseChannels(inTurn, facts({ has_email: false, critical: true }))).toEqual(['sms']);
    expect(chooseChannels(inTurn, facts({ critical: true }))).toEqual(['email']);
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
        const bySms = given.has_phone && given.sms_consent;
        expect(ids.length > 0).toBe(bySms || (given.has_email && given.email_consent));
        if (ids.includes('sms')) expect(given.has_phone && given.sms_consent).toBe(true);
        if (ids.includes('email')) expect(given.has_email && given.email_consent).toBe(true);
      }),
    );
  });
});
