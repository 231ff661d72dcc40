import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunningService } from './http-service.ts';
import { startSimulator } from './simulator.ts';

let service: RunningService;
const answered: string[] = [];
beforeAll(async () => {
  service = await startSimulator({
    name: 'echo',
    port: 0,
    answer: ({ method, path, body }) => {
      answered.push(body.toString());
      return { status: 200, body: { method, path, said: body.toString() } };
    },
    doors: { '/_more': ({ body }) => ({ status: 200, body: { door: body.toString() } }) },
    failure: (status) => ({ status, headers: { 'x-kind': 'own' }, body: { failed: status } }),
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fetch(`${service.url}/_behaviour`, { method: 'DELETE' });
  await fetch(`${service.url}/_received`, { method: 'DELETE' });
});
afterAll(() => service.close());

const say = (text: string, path = '/say', signal?: AbortSignal) =>
  fetch(`${service.url}${path}`, { method: 'POST', body: text, ...(signal ? { signal } : {}) });
const putRules = (rules: unknown) => fetch(`${service.url}/_behaviour`, { method: 'PUT', body: JSON.stringify(rules) });
const received = async () =>
  (await (await fetch(`${service.url}/_received`)).json()) as { path: string; body: unknown }[];

it('is up, and answers for itself when no rule is set', async () => {
  expect(await (await fetch(`${service.url}/health`)).json()).toEqual({ status: 'ok', name: 'echo' });
  expect(await (await say('hi', '/say?x=1')).json()).toEqual({ method: 'POST', path: '/say?x=1', said: 'hi' });
});

describe('/_received', () => {
  it('lists what came in, oldest first, JSON parsed, its own doors left out', async () => {
    await say('one');
    await say('{"two":2}', '/other');
    await fetch(`${service.url}/health`);
    const entries = await received();
    expect(entries.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: '/say', body: 'one' },
      { path: '/other', body: { two: 2 } },
    ]);
    expect(entries[0]).toMatchObject({
      method: 'POST',
      headers: { 'content-length': '3' },
      at: expect.stringMatching(/Z$/),
    });
  });

  it('answers DELETE with what it clears', async () => {
    await say('one');
    const cleared = await fetch(`${service.url}/_received`, { method: 'DELETE' });
    expect(await cleared.json()).toMatchObject([{ body: 'one' }]);
    expect(await received()).toEqual([]);
  });

  it('keeps what a rule answered too', async () => {
    await putRules([{ match: {}, then: { status: 500 } }]);
    await say('lost');
    expect(await received()).toMatchObject([{ body: 'lost' }]);
  });
});

describe('/_behaviour', () => {
  it('tries rules in order, by path and body', async () => {
    await putRules([
      { match: { path: '^/say', body: 'b.d' }, then: { status: 503 } },
      { match: { path: '^/say' }, then: { status: 201, body: { own: true } } },
    ]);
    const bad = await say('bad');
    expect([bad.status, bad.headers.get('x-kind'), await bad.json()]).toEqual([503, 'own', { failed: 503 }]);
    const good = await say('good');
    expect([good.status, await good.json()]).toEqual([201, { own: true }]);
    expect((await say('bad', '/elsewhere')).status).toBe(200);
  });

  it('applies a rule at most `times`, and tells how often it has', async () => {
    await putRules([{ match: {}, then: { status: 429 }, times: 2 }]);
    const statuses = [(await say('a')).status, (await say('b')).status, (await say('c')).status];
    expect(statuses).toEqual([429, 429, 200]);
    expect(await (await fetch(`${service.url}/_behaviour`)).json()).toMatchObject([{ times: 2, applied: 2 }]);
  });

  it('applies a rule to a share of the requests', async () => {
    await putRules([{ match: {}, then: { status: 429 }, share: 0.5 }]);
    const replies = await Promise.all(Array.from({ length: 100 }, (_, index) => say(String(index))));
    const hit = replies.filter(({ status }) => status === 429).length;
    expect(hit).toBeGreaterThan(30);
    expect(hit).toBeLessThan(70);
  });

  it('delays, drops and hangs', async () => {
    await putRules([
      { match: { body: 'late' }, then: { delayMs: 60 } },
      { match: { body: 'drop' }, then: { drop: true } },
      { match: { body: 'hang' }, then: { hang: true } },
    ]);
    const before = performance.now();
    expect((await say('late')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(55);
    await expect(say('drop')).rejects.toThrow('fetch failed');
    await expect(say('hang', '/say', AbortSignal.timeout(60))).rejects.toThrow('timeout');
  });

  it('loses or holds back only the answer, when it is told to afterwards', async () => {
    await putRules([
      { match: { body: 'drop' }, then: { drop: true, afterwards: true } },
      { match: { body: 'late' }, then: { delayMs: 60_000, afterwards: true } },
      { match: { body: 'before' }, then: { drop: true } },
    ]);
    await expect(say('drop')).rejects.toThrow('fetch failed');
    const patience = new AbortController();
    const late = expect(say('late', '/say', patience.signal)).rejects.toThrow('aborted');
    await vi.waitFor(() => expect(answered.at(-1)).toBe('late'), { timeout: 15_000 });
    patience.abort();
    await late;
    await expect(say('before')).rejects.toThrow('fetch failed');
    expect(answered.slice(-2)).toEqual(['drop', 'late']);
  });

  it('lets a number of requests a second through, and refuses the rest in the service’s words', async () => {
    vi.spyOn(performance, 'now').mockReturnValue(0); // all in one second, however busy the machine
    await putRules([{ match: {}, then: { perSecond: 3 } }]);
    const replies = await Promise.all(Array.from({ length: 5 }, () => say('a')));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    expect(replies.find(({ status }) => status === 429)?.headers.get('x-kind')).toBe('own');
  });

  it('passes over doors of the service’s own', async () => {
    await putRules([{ match: {}, then: { status: 500 } }]);
    expect(await (await say('x', '/_more?y')).json()).toEqual({ door: 'x' });
    expect(await received()).toEqual([]);
  });

  it.each([
    ['{}', 'body: '],
    ['[{"match":{"path":"("},"then":{}}]', '0.match.path: Invalid regular expression'],
    ['[{"match":{},"then":{"statsu":500}}]', '0.then: Unrecognized key: "statsu"'],
    ['[{"match":{},"then":{},"share":2}]', '0.share: '],
    ['no json', 'body: '],
  ])('refuses %s, says where it is wrong, and keeps the rules it had', async (body, problem) => {
    await putRules([{ match: {}, then: { status: 429 } }]);
    const refused = await fetch(`${service.url}/_behaviour`, { method: 'PUT', body });
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as { message: string }).message).toContain(problem);
    expect((await say('a')).status).toBe(429);
  });

  it('has sets, each put, read and cleared for itself', async () => {
    const putSet = (set: string, path: string) =>
      fetch(`${service.url}/_behaviour/${set}`, {
        method: 'PUT',
        body: JSON.stringify([{ match: { path }, then: { status: 429 } }]),
      });
    await putSet('mine', '^/mine');
    await putSet('yours', '^/yours');
    await say('a', '/mine');
    expect(await (await fetch(`${service.url}/_behaviour/mine`)).json()).toMatchObject([{ applied: 1 }]);
    await fetch(`${service.url}/_behaviour/mine`, { method: 'DELETE' });
    expect([(await say('a', '/mine')).status, (await say('a', '/yours')).status]).toEqual([200, 429]);
  });

  it('is gone after DELETE', async () => {
    await putRules([{ match: {}, then: { status: 429 } }]);
    await fetch(`${service.url}/_behaviour`, { method: 'DELETE' });
    expect((await say('a')).status).toBe(200);
  });
});
