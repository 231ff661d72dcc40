import { describe, expect, it, onTestFinished } from 'vitest';
import { anEmail, anSms } from '../../../test/support/an-outgoing-message.ts';
import { type Answer, answeringServer } from '../../../test/support/answering-server.ts';
import { smsServiceProvider } from './sms-service-provider.ts';

const account = async (options?: { fresh: boolean }) =>
  JSON.stringify({ accountSid: 'AC1', authToken: options?.fresh ? 'new' : 'old' });
const pagesUrl = 'https://pages.example';
const sent: Answer = { status: 201, body: { sid: 'SM1', status: 'queued' } };

const serviceThat = async (answer: Parameters<typeof answeringServer>[0], timeLimitMs = 10_000) => {
  const server = await answeringServer(answer);
  onTestFinished(server.close);
  return { ...server, provider: smsServiceProvider({ serviceUrl: server.url, pagesUrl, account, timeLimitMs }) };
};
/** Only who never answers is given up soon: a busy machine may take a while to answer. */
const outcomeOf = async (answer: Answer) =>
  (await serviceThat(() => answer, answer === 'hang' ? 200 : undefined)).provider.send(anSms());
const refused = (status: number, code: number): Answer => ({ status, body: { code, message: 'no', status } });

describe('the SMS service', () => {
  it('gets number, text and the echo fields, as its account', async () => {
    const { provider, received } = await serviceThat(() => sent);
    expect(await provider.send(anSms())).toEqual({ kind: 'accepted', providerMessageId: 'SM1' });
    expect(received[0]).toMatchObject({
      ...{ method: 'POST', path: '/2010-04-01/Accounts/AC1/Messages.json' },
      headers: { authorization: `Basic ${Buffer.from('AC1:old').toString('base64')}` },
    });
    expect(Object.fromEntries(new URLSearchParams(received[0]?.body))).toEqual({
      ...{ To: '+12025550123', From: '+12025550100', Body: 'Hi Ann', ValidityPeriod: '600' },
      StatusCallback: `${pagesUrl}/webhooks/sms/status?notificationId=${'a'.repeat(32)}&attempt=2`,
    });
  });

  it.each([
    [400, 21211, 'invalid'],
    [400, 21610, 'stop'],
    [400, 30004, undefined],
    [400, 30005, 'invalid'],
    [400, 30006, 'invalid'],
    [400, 30007, undefined],
  ] as const)('refuses for good with %i %i', async (status, code, suppress) => {
    const outcome = await outcomeOf(refused(status, code));
    expect(outcome).toMatchObject({ kind: 'permanent', code: String(code) });
    expect('suppress' in outcome ? outcome.suppress : undefined).toBe(suppress);
  });

  it.each([
    [500, 20500, undefined],
    [503, 0, undefined],
    [400, 30001, undefined],
    [400, 30003, true],
    [400, 30008, true],
    [429, 20429, true],
  ] as const)('may take it later after %i %i', async (status, code, providerUp) => {
    const outcome = await outcomeOf(refused(status, code));
    expect(outcome).toMatchObject({ kind: 'transient' });
    expect('providerUp' in outcome ? outcome.providerUp : undefined).toBe(providerUp);
  });

  it('says when to come back', async () => {
    const answer: Answer = { status: 429, headers: { 'retry-after': '7' }, body: { code: 20429 } };
    expect(await outcomeOf(answer)).toMatchObject({ kind: 'transient', retryAfterMs: 7_000 });
  });

  it('may refuse what it has taken', async () => {
    const failed: Answer = { status: 201, body: { sid: 'SM1', status: 'failed', error_code: 30006 } };
    expect(await outcomeOf(failed)).toMatchObject({ kind: 'permanent', code: '30006', suppress: 'invalid' });
  });

  it.each([
    ['hangs', 'hang'],
    ['cuts the connection', 'drop'],
    ['answers what nobody can read', { status: 201, body: '<html>' }],
    ['gave up waiting', { status: 408 }],
  ] as const)('leaves the outcome unknown when it %s', async (_what, answer) => {
    expect(await outcomeOf(answer as Answer)).toMatchObject({ kind: 'unknown' });
  });

  it('was not asked when no connection could be made', async () => {
    const { close, url } = await answeringServer(() => sent);
    await close();
    const provider = smsServiceProvider({ serviceUrl: url, pagesUrl, account });
    expect(await provider.send(anSms())).toMatchObject({ kind: 'transient', code: 'ECONNREFUSED' });
  });

  it('is asked again with the rotated secret, once', async () => {
    const isNew = (header = '') => header === `Basic ${Buffer.from('AC1:new').toString('base64')}`;
    const rotated = await serviceThat(({ headers }) => (isNew(headers.authorization) ? sent : refused(401, 20003)));
    expect(await rotated.provider.send(anSms())).toMatchObject({ kind: 'accepted' });
    const closed = await serviceThat(() => refused(401, 20003));
    expect(await closed.provider.send(anSms())).toMatchObject({ kind: 'stop-program', code: '20003' });
    expect(closed.received).toHaveLength(2);
  });

  it('is not bothered without an account, or with e-mail', async () => {
    const { url, received, provider } = await serviceThat(() => sent);
    const nobody = smsServiceProvider({ serviceUrl: url, pagesUrl, account: () => Promise.reject(new Error('away')) });
    expect(await nobody.send(anSms())).toMatchObject({ kind: 'transient', code: 'no-account' });
    expect(await provider.send(anEmail())).toMatchObject({ kind: 'permanent' });
    expect(received).toEqual([]);
  });
});
