// The local cloud itself: every part is up, and LocalStack answers on connections that were unused for a while.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent, type ClientRequest, get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { runningPid } from '../../../scripts/local-cloud/part-process.ts';
import { eventually } from '../../support/eventually.ts';
import { outputs } from '../../support/local-cloud.ts';

// hypercorn, LocalStack's server, closes a connection after 5 s by itself, and loses a request that comes meanwhile.
const longerThanHypercornWaitsMs = 6_000;

const health = async (agent: Agent): Promise<ClientRequest> => {
  const request = get(`${outputs.endpoints.aws}/_localstack/health`, { agent });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  await once(response, 'end');
  return request;
};

describe('the local cloud', () => {
  // `status` gives a part two seconds to answer, which a machine with other work to do may pass now and then.
  it('is up, every part of it', () =>
    eventually('every part to answer', async () => {
      const status = spawnSync('node', ['scripts/status.ts'], { encoding: 'utf8' });
      expect(status.status, status.stdout + status.stderr).toBe(0);
      return true;
    }));

  // A LocalStack started elsewhere has not our plugin.
  it.runIf(runningPid('localstack') !== undefined)('leaves it to the client to close an idle connection', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await health(agent);
    await wait(longerThanHypercornWaitsMs);
    expect((await health(agent)).reusedSocket).toBe(true);
    agent.destroy();
  });
});
