// The HTTP adapters against the simulators, over the wire.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBitly } from '../../../scripts/local-cloud/simulators/bitly/server.ts';
import type { RunningService } from '../../../scripts/local-cloud/simulators/kit/http-service.ts';
import { startTicketmaster } from '../../../scripts/local-cloud/simulators/ticketmaster/server.ts';
import { aDiscoveryBody } from '../../../test/support/a-discovery-body.ts';
import type { CallLimiter } from '../ports.ts';
import { bitlyHttp } from './bitly-http.ts';
import { discoveryHttp } from './discovery-http.ts';

let ticketmaster: RunningService;
let bitly: RunningService;
beforeAll(async () => {
  ticketmaster = await startTicketmaster({ port: 0, apiKey: 'new-key', perSecond: 1_000 });
  bitly = await startBitly({ port: 0, token: 'new-token', monthlyLinks: 2, perMinute: 1_000 });
  await fetch(`${ticketmaster.url}/_events/Z7r9jZ1A7test`, { method: 'PUT', body: JSON.stringify(aDiscoveryBody()) });
});
afterEach(async () => {
  for (const { url } of [ticketmaster, bitly]) await fetch(`${url}/_behaviour`, { method: 'DELETE' });
  for (const { url } of [ticketmaster, bitly]) await fetch(`${url}/_received`, { method: 'DELETE' });
});
afterAll(() => Promise.all([ticketmaster.close(), bitly.close()]));

const behave = ({ url }: RunningService, then: unknown, times = 1) =>
  fetch(`${url}/_behaviour`, { method: 'PUT', body: JSON.stringify([{ match: {}, then, times }]) });
const received = async ({ url }: RunningService) => (await (await fetch(`${url}/_received`)).json()) as unknown[];

const limiter = (free = true) => {
  const closed: number[] = [];
  const taken: CallLimiter = { take: async () => free, closeUntil: async (_, until) => void closed.push(until) };
  return { ...taken, closed };
};
const discovery = (options: { limits?: CallLimiter; keys?: string[] } = {}) => {
  const [cached = 'new-key', fresh = cached] = options.keys ?? [];
  const apiKey = async ({ fresh: anew }: { fresh: boolean }) => (anew ? fresh : cached);
  return discoveryHttp({ url: ticketmaster.url, apiKey, limiter: options.limits ?? limiter() });
};

describe('Discovery', () => {
  it('gives the body of an event in one call', async () => {
    expect(await discovery().event('Z7r9jZ1A7test', 10_000)).toEqual(aDiscoveryBody());
    expect(await received(ticketmaster)).toHaveLength(1);
  });

  it('has no such event', () =>
    expect(discovery().event('unknown-id', 10_000)).rejects.toMatchObject({ name: 'NotFoundError' }));

  it('takes a fresh key once when ours is refused, so that a rotation needs no deploy', async () => {
    const rotated = discovery({ keys: ['old-key', 'new-key'] });
    expect(await rotated.event('Z7r9jZ1A7test', 10_000)).toMatchObject({ id: 'Z7r9jZ1A7test' });
    const wrong = discovery({ keys: ['old-key', 'old-key'] });
    const refused = await wrong.event('Z7r9jZ1A7test', 10_000).catch((error: Error) => error);
    expect(refused).toMatchObject({ name: 'TransientError', message: expect.stringContaining('InvalidApiKey') });
    expect(await received(ticketmaster)).toHaveLength(4);
  });

  it('is told apart when it is busy for a second and when the day is used up', async () => {
    const limits = limiter();
    await behave(ticketmaster, { status: 429 });
    await expect(discovery({ limits }).event('Z7r9jZ1A7test', 10_000)).rejects.toThrow('SpikeArrestViolation');
    expect(limits.closed).toEqual([]);
    const body = { fault: { detail: { errorcode: 'policies.ratelimit.QuotaViolation' } } };
    await behave(ticketmaster, { status: 429, body });
    await expect(discovery({ limits }).event('Z7r9jZ1A7test', 10_000)).rejects.toThrow('QuotaViolation');
    expect(limits.closed).toHaveLength(1);
  });

  it.each([[{ status: 503 }], [{ hang: true }], [{ drop: true }]])(
    '%j is transient, ends (what hangs, by its time budget), and tells no key',
    async (then) => {
      await behave(ticketmaster, then);
      const error = await discovery()
        .event('Z7r9jZ1A7test', 300)
        .catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ name: 'TransientError' });
      expect(String((error as Error).cause ?? '') + String(error)).not.toContain('new-key');
    },
  );

  it('makes no call without a slot', async () => {
    await expect(discovery({ limits: limiter(false) }).event('Z7r9jZ1A7test', 300)).rejects.toThrow('slot');
    expect(await received(ticketmaster)).toEqual([]);
  });
});

describe('Bitly', () => {
  const shortUrls = (...keys: string[]) => {
    const [cached = 'new-token', fresh = cached] = keys;
    return bitlyHttp({ url: bitly.url, token: async (o) => (o.fresh ? fresh : cached), limiter: limiter() });
  };

  it('gives one long URL one link, whichever way the token came', async () => {
    const first = await shortUrls().shorten('https://www.ticketmaster.com/event/1');
    expect(first).toEqual({ kind: 'short', shortUrl: expect.stringMatching(/^https:\/\/bit\.ly\/\w+$/) });
    expect(await shortUrls('old', 'new-token').shorten('https://www.ticketmaster.com/event/1')).toEqual(first);
  });

  it.each([
    [{ status: 429 }, { kind: 'busy', code: 'RATE_LIMIT_EXCEEDED' }],
    [{ status: 503 }, { kind: 'busy', code: 'TEMPORARILY_UNAVAILABLE' }],
    [{ status: 422 }, { kind: 'refused', code: 'UNPROCESSABLE_ENTITY', quota: false }],
    [
      { status: 429, body: { message: 'API_USAGE_LIMIT_EXCEEDED' } },
      { kind: 'refused', code: 'API_USAGE_LIMIT_EXCEEDED', quota: true },
    ],
    [{ drop: true }, { kind: 'busy', code: 'TypeError' }],
  ])('%j is %j', async (then, outcome) => {
    await behave(bitly, then);
    expect(await shortUrls().shorten('https://www.ticketmaster.com/event/1')).toEqual(outcome);
  });

  it('refuses for good what is no URL, and new links once the month is used up', async () => {
    expect(await shortUrls().shorten('nonsense')).toMatchObject({ kind: 'refused' });
    await shortUrls().shorten('https://www.ticketmaster.com/event/2');
    const third = await shortUrls().shorten('https://www.ticketmaster.com/event/3');
    expect(third).toEqual({ kind: 'refused', code: 'MONTHLY_ENCODE_LIMIT_REACHED', quota: true });
  });
});
