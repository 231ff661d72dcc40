// Both directions at once: our client and our webhook against the simulated support system, everything else faked.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { RunningService } from '../../../scripts/local-cloud/simulators/kit/http-service.ts';
import { startSupport } from '../../../scripts/local-cloud/simulators/support/server.ts';
import { aCallbacksWorld } from '../../../test/support/a-callbacks-world.ts';
import { zendeskSupportDesk } from '../adapters/zendesk-support-desk.ts';
import { callbackIdOf } from '../domain/callback.ts';

const account = { email: 'herald@support.example', token: 't', webhookSecret: 'webhook-secret' };
let support: RunningService;
let webhooks: Server;
const answers: number[] = [];
let world: Awaited<ReturnType<typeof aCallbacksWorld>>;

beforeAll(async () => {
  world = await aCallbacksWorld();
  world.clock.set(new Date().toISOString());
  webhooks = createServer(async (request, response) => {
    const answer = await world.webhook({ headers: request.headers, body: await text(request) });
    answers.push(answer.statusCode);
    response.writeHead(answer.statusCode, answer.headers).end();
  });
  await new Promise<void>((resolve) => webhooks.listen(0, '127.0.0.1', resolve));
  const { port } = webhooks.address() as AddressInfo;
  support = await startSupport({ port: 0, account, webhookUrl: `http://127.0.0.1:${port}` });
  Object.assign(world.desk, zendeskSupportDesk({ url: support.url, access: async () => account }));
});
afterAll(async () => {
  await support.close();
  webhooks.close();
});

const current = () => world.book.get(callbackIdOf(world.issue.caseId, 1));
const agent = async (act: object) => {
  const ticketId = (await current())?.ticketId;
  const answer = await fetch(`${support.url}/_agent/${ticketId}`, { method: 'POST', body: JSON.stringify(act) });
  expect(answer.status).toBe(200);
};
const reaches = (state: string) =>
  vi.waitFor(async () => expect((await current())?.state).toBe(state), { timeout: 15_000 });

it('a call goes from wish to solved case, reminders included', async () => {
  await world.requestCall({ caseId: world.issue.caseId, phone: '+12025550123', language: 'de-DE' });
  expect(await world.work()).toBe(0);
  expect(await current()).toMatchObject({ state: 'assigned', agentId: '103', agentName: 'Clara Vogt' });
  const { seenBy = '' } = (await current()) ?? {};
  expect(await world.watch({ at: seenBy })).toEqual({ reminded: 1 });
  await agent({ action: 'seen' });
  await reaches('seen');
  await agent({ action: 'called' });
  await reaches('called');
  await agent({ action: 'solved', outcome: 'solved', compensationUsd: 12.5, minutes: 6 });
  await reaches('done');
  expect(await current()).toMatchObject({ outcome: 'solved', compensationUsd: 12.5, minutes: 6 });
  expect(await world.currentCase()).toMatchObject({ state: 'closed', closed: { method: 'agent' } });
  expect((await world.facts.get(world.issue.customerId)).resolved).toMatchObject([{ issueType: 'payment_failure' }]);
  expect(new Set(answers)).toEqual(new Set([200]));
});
