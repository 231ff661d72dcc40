import { describe, expect, it } from 'vitest';
import { aPinnedProgram } from '../../../../test/support/a-pinned-program.ts';
import type { DeliveryRules } from '../../../shared/programs/delivery-schema.ts';
import { decide, type GateInput, recheck } from './decide.ts';
import { emptyPolicy } from './grants.ts';
import type { PolicyItem } from './policy-item.ts';

const { marketplaces } = aPinnedProgram();
// Noon in New York.
const now = Date.parse('2026-11-20T12:00:00-05:00');
const inHours = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

const rules = (overrides: Partial<DeliveryRules> = {}): DeliveryRules => ({
  ...{ purpose: 'service', priority: 'normal', quietHours: 'wait', caps: [], expiresAfterHours: 24, smsParts: 2 },
  ...overrides,
});
const policy = (overrides: Partial<PolicyItem> = {}): PolicyItem => ({ ...emptyPolicy('c-1'), ...overrides });
const request = (overrides: Partial<GateInput['request']> = {}): GateInput['request'] => ({
  ...{ id: 'n-1', programId: 'p', customerId: 'c-1', channel: 'email', zone: 'America/New_York' },
  expiresAt: inHours(24),
  ...overrides,
});
const input = (overrides: Partial<GateInput> = {}): GateInput => ({
  request: request(),
  policy: policy(),
  rules: rules(),
  marketplace: marketplaces.US,
  pauses: [],
  now,
  ...overrides,
});
const said = (granted: boolean): PolicyItem['consent'] => ({
  marketing: { email: { granted, at: '2026-01-01T00:00:00.000Z', source: 'import' } },
});
const suppressed = { addressHash: 'h', reason: 'bounce', at: inHours(-48), source: 'ses' } as const;
const refused = (reason: string) => ({ kind: 'refuse', reason });
const capped = (most: number): Partial<GateInput> => ({
  rules: rules({ caps: [{ scope: 'program', days: 30, most }] }),
  policy: policy({ grants: { before: { at: inHours(-100), programId: 'p', channel: 'email' } } }),
});

describe('the gate', () => {
  it('grants what nothing speaks against', () => {
    expect(decide(input())).toEqual({ kind: 'grant' });
    expect(decide(input({ request: request({ dueAt: inHours(3) }) }))).toEqual({ kind: 'grant' });
  });

  it.each<[string, string, Partial<GateInput>]>([
    ['a stopped campaign', 'stopped', { pauses: ['paused', 'stopped'] }],
    ['a message past its time', 'expired', { request: request({ expiresAt: inHours(0) }) }],
    ['one due after it expires', 'expired', { request: request({ dueAt: inHours(25) }) }],
    ['a suppressed contact point', 'suppressed:bounce', { suppressed }],
    ['a customer who left the program', 'opted-out', { policy: policy({ optOuts: ['p'] }) }],
    ['a customer who left all', 'opted-out', { policy: policy({ optOuts: ['all'] }) }],
    ['a broken cap', 'cap:program:30d', capped(1)],
  ])('refuses %s: %s', (_what, reason, overrides) => {
    expect(decide(input(overrides))).toEqual(refused(reason));
  });

  it('does not mind that a customer left another program, or a cap that still holds', () => {
    expect(decide(input({ policy: policy({ optOuts: ['q'] }) }))).toEqual({ kind: 'grant' });
    expect(decide(input(capped(2)))).toEqual({ kind: 'grant' });
  });

  it('names the first reason in its order when several hold', () => {
    const all = { ...capped(1), suppressed, pauses: ['stopped'] as const };
    const order = ['stopped', 'suppressed:bounce', 'opted-out', 'cap:program:30d'];
    const left = policy({ ...capped(1).policy, optOuts: ['all'] });
    expect([
      decide(input({ ...all, policy: left })),
      decide(input({ ...all, policy: left, pauses: [] })),
      decide(input({ ...all, policy: left, pauses: [], suppressed: undefined })),
      decide(input({ ...all, pauses: [], suppressed: undefined })),
    ]).toEqual(order.map(refused));
  });
});

describe('consent', () => {
  const decideFor = (code: keyof typeof marketplaces, purpose: DeliveryRules['purpose'], consent = {}) =>
    decide(input({ marketplace: marketplaces[code], rules: rules({ purpose }), policy: policy({ consent }) }));

  it('needs a yes where the law is opt-in, and goes on until a no where it is not', () => {
    expect(decideFor('US', 'marketing')).toEqual(refused('no-consent'));
    expect(decideFor('US', 'marketing', said(true))).toEqual({ kind: 'grant' });
    expect(decideFor('US', 'marketing', said(false))).toEqual(refused('opted-out'));
    expect(decideFor('UK', 'marketing')).toEqual({ kind: 'grant' });
    expect(decideFor('UK', 'marketing', said(false))).toEqual(refused('opted-out'));
    expect(decideFor('US', 'service')).toEqual({ kind: 'grant' });
  });

  it('counts for its own purpose and channel only', () => {
    expect(decideFor('US', 'service', said(false))).toEqual({ kind: 'grant' });
    const bySms = { rules: rules({ purpose: 'marketing' }), policy: policy({ consent: said(true) }) };
    expect(decide(input({ ...bySms, request: request({ channel: 'sms' }) }))).toEqual(refused('no-consent'));
  });
});

describe('quiet hours', () => {
  const night = Date.parse('2026-11-20T22:00:00-05:00');
  const morning = new Date('2026-11-21T08:00:00-05:00').toISOString();
  const atNight = (how: Partial<DeliveryRules>, more: Partial<GateInput['request']> = {}) =>
    decide(input({ now: night, rules: rules(how), request: request({ expiresAt: inHours(48), ...more }) }));

  it('make a message wait for their end, drop it, or let it pass, as the program says', () => {
    expect(atNight({ quietHours: 'wait' })).toEqual({ kind: 'wait', dueAt: morning, reason: 'quiet-hours' });
    expect(atNight({ quietHours: 'drop' })).toEqual(refused('quiet-hours'));
    expect(atNight({ quietHours: 'pass', priority: 'urgent' })).toEqual({ kind: 'grant' });
  });

  it('let nothing pass where the marketplace does not', () => {
    const quietHours = { ...marketplaces.US.quietHours, urgentMayPass: false };
    const urgent = { rules: rules({ quietHours: 'pass', priority: 'urgent' }), now: night };
    const decided = decide(input({ ...urgent, marketplace: { ...marketplaces.US, quietHours } }));
    expect(decided).toEqual({ kind: 'wait', dueAt: morning, reason: 'quiet-hours' });
  });

  it('let nothing pass that is not urgent service', () => {
    const waits = { kind: 'wait', dueAt: morning, reason: 'quiet-hours' };
    expect(atNight({ quietHours: 'pass' })).toEqual(waits);
    expect(atNight({ quietHours: 'wait', priority: 'urgent' })).toEqual(waits);
  });

  it('refuse what would have expired by their end', () => {
    expect(atNight({}, { expiresAt: morning })).toEqual(refused('quiet-hours'));
  });

  it('are those of the customer’s clock when the message is due, not now', () => {
    expect(atNight({}, { dueAt: new Date('2026-11-21T10:00:00-05:00').toISOString() })).toEqual({ kind: 'grant' });
    expect(atNight({}, { zone: 'Asia/Tokyo' })).toEqual({ kind: 'grant' });
    expect(decide(input({ request: request({ zone: 'Asia/Tokyo' }) })).kind).toBe('wait');
  });

  it('are those of the marketplace’s zone for a customer whose zone nobody knows', () => {
    expect(atNight({}, { zone: 'Mars/Olympus' })).toEqual({ kind: 'wait', dueAt: morning, reason: 'quiet-hours' });
  });

  it('move the moment for which caps are counted', () => {
    const grants = { later: { at: '2026-11-22T12:30:00.000Z', programId: 'p', channel: 'email' as const } };
    const caps = [{ scope: 'all' as const, days: 1 as const, most: 1 }];
    // 22:00 is more than a day before the other message, 08:00 is less.
    const nightly = input({ now: night, rules: rules({ caps }), policy: policy({ grants }) });
    expect(decide({ ...nightly, request: request({ expiresAt: inHours(48) }) })).toEqual(refused('cap:all:1d'));
  });
});

describe('a pause', () => {
  const paused = (more: Partial<GateInput> = {}) => decide(input({ pauses: ['paused'], ...more }));

  it('makes what is due now ask again in five minutes, and leaves alone what is due later', () => {
    expect(paused()).toEqual({ kind: 'wait', dueAt: inHours(5 / 60), reason: 'paused' });
    expect(paused({ request: request({ dueAt: inHours(1) }) })).toEqual({ kind: 'grant' });
  });

  it('refuses what cannot wait', () => {
    expect(paused({ request: request({ expiresAt: inHours(4 / 60) }) })).toEqual(refused('paused'));
  });
});

describe('the holdout', () => {
  const everybodyHalf = (customerId: string, more: Partial<GateInput> = {}) =>
    decide(input({ rules: rules({ holdout: { share: 0.5, salt: 's' } }), request: request({ customerId }), ...more }));
  const customers = Array.from({ length: 50 }, (_, n) => `c-${n}`);

  it('is looked for last: who is held out would have been granted', () => {
    const held = customers.filter((id) => everybodyHalf(id).kind === 'refuse');
    expect(held.length).toBeGreaterThan(10);
    for (const id of held) {
      expect(everybodyHalf(id)).toEqual(refused('holdout'));
      expect(everybodyHalf(id, { suppressed })).toEqual(refused('suppressed:bounce'));
      const nobody = input({ rules: rules(), request: request({ customerId: id }) });
      expect(decide(nobody)).toEqual({ kind: 'grant' });
    }
  });
});

describe('a test message', () => {
  it('answers to suppression and time only', () => {
    const test = request({ test: true });
    const asked = { request: test, policy: policy({ optOuts: ['all'] }), rules: rules({ purpose: 'marketing' }) };
    expect(decide(input(asked))).toEqual({ kind: 'grant' });
    expect(recheck(input(asked))).toEqual({ kind: 'grant' });
    expect(decide(input({ ...asked, suppressed }))).toEqual(refused('suppressed:bounce'));
  });
});

describe('the check right before a send', () => {
  it('asks what may have changed, and not again for caps and holdout', () => {
    const heldOut = rules({ holdout: { share: 0.5, salt: 's' }, caps: [{ scope: 'all', days: 30, most: 1 }] });
    const grants = { other: { at: inHours(-1), programId: 'q', channel: 'sms' as const } };
    for (let n = 0; n < 20; n += 1) {
      const sent = input({ rules: heldOut, policy: policy({ grants }), request: request({ customerId: `c-${n}` }) });
      expect(recheck(sent)).toEqual({ kind: 'grant' });
    }
    expect(recheck(input({ suppressed }))).toEqual(refused('suppressed:bounce'));
    expect(recheck(input({ policy: policy({ optOuts: ['p'] }) }))).toEqual(refused('opted-out'));
    expect(recheck(input({ pauses: ['stopped'] }))).toEqual(refused('stopped'));
    expect(recheck(input({ pauses: ['paused'] })).kind).toBe('wait');
  });

  it('looks at the clock, not at when the message was due', () => {
    const late = request({ dueAt: inHours(-10), expiresAt: inHours(21) });
    const night = now + 10 * 3_600_000;
    expect(recheck(input({ request: late, now: night })).kind).toBe('wait');
    expect(recheck(input({ request: request({ expiresAt: inHours(-1) }) }))).toEqual(refused('expired'));
  });

  it('lets urgent help pass quiet hours only where the marketplace does', () => {
    const night = now + 10 * 3_600_000;
    const urgent = {
      rules: rules({ quietHours: 'pass', priority: 'urgent' }),
      request: request({ expiresAt: inHours(48) }),
    };
    const quietHours = { ...marketplaces.US.quietHours, urgentMayPass: false };
    expect(recheck(input({ ...urgent, now: night }))).toEqual({ kind: 'grant' });
    expect(recheck(input({ ...urgent, now: night, marketplace: { ...marketplaces.US, quietHours } })).kind).toBe(
      'wait',
    );
  });
});
