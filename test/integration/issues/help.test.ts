// From an error on the app's bus to help at the customer's: who is written to, by which channel, and what is told of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deployReactiveCopy } from '../../support/a-reactive-copy.ts';
import {
  aCrash,
  aCustomerAtHighRisk,
  aKnownCustomer,
  crash,
  decisionsAbout,
  handleFor,
  lowRisk,
  theCase,
} from '../../support/deployed-issues.ts';
import { messagesOf, reached } from '../../support/ledger.ts';
import { openPage } from '../../support/pages.ts';
import { emailsTo, linkIn, smsTo } from '../../support/simulators.ts';
import { uniqueId } from '../../support/test-programs.ts';

describe('an error of a customer at high risk', () => {
  it('brings SMS and e-mail with a link to the solution, and a file that explains itself', async () => {
    const ann = await aCustomerAtHighRisk('high', (customer) => crash(customer, { errorCount: 12 }));
    await Promise.all(
      (['sms', 'email'] as const).map((channel) =>
        reached(ann.customerId, { state: 'delivered', step: 'help', channel }),
      ),
    );
    const [[sms, ...moreSms], [email, ...moreEmails]] = await Promise.all([smsTo(ann.phone), emailsTo(ann.email)]);
    expect([moreSms, moreEmails]).toEqual([[], []]);
    expect(sms?.text).toContain('fix ready');
    expect(email?.subject).toBe('We’re Here to Help - App Issue Detected');
    for (const text of [sms?.text, email?.html]) {
      const fix = { known: true, toVersion: '2.5.2' };
      const issue = { type: 'app_crash', severity: 'critical' };
      expect(await openPage(linkIn(text ?? '', 's'))).toMatchObject({ status: 200, body: { issue, fix } });
    }

    const issue = await theCase(ann.customerId);
    expect(issue).toMatchObject({
      issueType: 'app_crash',
      episode: 1,
      severity: 'critical',
      fixKnown: true,
      sightings: 1,
    });
    expect(issue.risk.score).toBeGreaterThan(0.9);
    expect(issue.risk).toMatchObject({ fallback: false, scoredBy: 'model://churn-risk-v3' });
    expect(issue.risk.contributions.map(({ feature }) => feature)).toContain('error_frequency');
    const kinds = issue.timeline.map(({ kind }) => kind);
    expect(kinds[0]).toBe('opened');
    expect(kinds).toEqual(expect.arrayContaining(['message-sending', 'message-accepted', 'message-delivered']));
    expect(issue.notifications.map(({ channel }) => channel).sort()).toEqual(['email', 'sms']);

    const [decision, ...more] = await decisionsAbout(ann.customerId);
    expect(more).toEqual([]);
    expect(decision).toMatchObject({ outcome: 'scored', subject: 'app_crash', occasion: 'episode-1' });
    expect(decision?.verdicts.map(({ filterId, passed }) => [filterId, passed])).toEqual(
      ['marketplace', 'trust', 'issue-severity', 'support-history', 'churn-risk'].map((filter) => [filter, true]),
    );
    expect(decision?.score?.value).toBeCloseTo(issue.risk.score, 6);
  });
});

describe('an error of a customer at low risk', () => {
  it('brings an e-mail alone', async () => {
    const ben = await aKnownCustomer('low', { features: lowRisk });
    await crash(ben);
    await reached(ben.customerId, { state: 'delivered', step: 'help', channel: 'email' });
    expect((await theCase(ben.customerId)).risk.score).toBeLessThan(0.7);
    expect(await messagesOf(ben.customerId, 'help')).toHaveLength(1);
    expect(await smsTo(ben.phone)).toEqual([]);
  });

  it('brings it, too, when the app tells of the error a day late: the case begins with the help', async () => {
    const eve = await aKnownCustomer('late', { features: lowRisk });
    const timestamp = new Date(Date.now() - 26 * 3_600_000).toISOString();
    await crash(eve, { timestamp });
    await reached(eve.customerId, { state: 'delivered', step: 'help', channel: 'email' });
    const { firstErrorAt, openedAt } = await theCase(eve.customerId);
    expect(firstErrorAt).toBe(timestamp);
    expect(Date.parse(openedAt)).toBeGreaterThan(Date.now() - 600_000);
  });

  it('says no word of a fix where none is known', async () => {
    const cara = await aKnownCustomer('no-fix', { features: lowRisk });
    await crash(cara, { appVersion: '9.0.0' });
    await reached(cara.customerId, { state: 'delivered', step: 'help' });
    expect(await theCase(cara.customerId)).toMatchObject({ fixKnown: false });
    const [email] = await emailsTo(cara.email);
    expect(email?.text).toContain('don’t have a fix yet');
    expect(email?.text).not.toContain('fix ready');
  });
});

describe('an error nobody has listed', () => {
  const own = uniqueId('it-unlisted');
  let copy: Awaited<ReturnType<typeof deployReactiveCopy>>;
  beforeAll(async () => {
    // The deployed program helps with severe errors only, and calls what nobody has listed medium.
    copy = await deployReactiveCopy(own, ({ issues }) => ({
      issues: { ...issues, otherwise: { ...issues.otherwise, severity: 'high' } },
    }));
  });
  afterAll(() => copy?.remove());

  it('is helped with in general words where the program wants that', async () => {
    const { customerId, email } = await aKnownCustomer('unlisted', { features: lowRisk });
    const outcome = await handleFor(own, aCrash(customerId, { errorType: 'NeverHeardOfError' }));
    expect(outcome).toMatchObject({ kind: 'opened' });
    await reached(customerId, { state: 'delivered', step: 'help' });
    expect(await theCase(customerId)).toMatchObject({ issueType: 'other_error', fixKnown: false });
    const [sent] = await emailsTo(email);
    expect(sent?.text).toContain('a problem with the app');
    expect((await openPage(linkIn(sent?.html ?? '', 's'))).body).toMatchObject({
      fix: { known: false, steps: [{ step: 'clear-cache' }, { step: 'reinstall' }, { step: 'callback' }] },
    });
  });

  it('is rejected where the program does not', async () => {
    const { customerId } = await aKnownCustomer('unlisted');
    await crash({ customerId }, { errorType: 'NeverHeardOfError' });
    const [decision] = await decisionsAbout(customerId);
    expect(decision).toMatchObject({ subject: 'other_error', rejectedBy: 'issue-severity', reason: 'not-critical' });
  });
});
