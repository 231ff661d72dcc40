// A proxy in front of DynamoDB that can be told to fail as DynamoDB does. Without rules it only pipes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Doors, serveDoors } from '../kit/control-doors.ts';
import { listen, type RunningService, readBody, sendJson } from '../kit/http-service.ts';
import { createRuleBook } from '../kit/rule-book.ts';
import { seededRandom } from '../kit/seeded-random.ts';
import { applyFault } from './apply-fault.ts';
import { type DynamoDbCall, matchesCall, operationOf, readCall } from './dynamodb-call.ts';
import { type FaultMatch, type FaultThen, faultRules } from './rule.ts';
import { createIndexSnapshots } from './stale-index.ts';
import { createUpstream } from './upstream.ts';

export type FaultProxyOptions = { port: number; host?: string; target: string; seed?: number };

const createCounts = () => {
  const counts = new Map<string, number>();
  return {
    add: (operation: string) => counts.set(operation, (counts.get(operation) ?? 0) + 1),
    list: () => ({ body: Object.fromEntries(counts), forgotten: 0 }),
    clear: () => counts.clear(),
  };
};

/** Starts the proxy. `GET /_received` answers only how often each operation was called. */
export const startFaultProxy = async (options: FaultProxyOptions): Promise<RunningService> => {
  const { host = '127.0.0.1', port, target, seed = 1 } = options;
  const upstream = createUpstream(new URL(target));
  const snapshots = createIndexSnapshots();
  const received = createCounts();
  const rules = createRuleBook<FaultMatch, FaultThen, DynamoDbCall>({
    matches: matchesCall,
    random: seededRandom(seed),
  });
  const doors: Doors<FaultMatch, FaultThen, DynamoDbCall> = {
    name: 'fault-proxy',
    rules,
    schema: faultRules,
    received,
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/' && (await serveDoors(request, response, doors))) {
      if (!rules.list().some(({ then }) => then.fault === 'staleIndex')) snapshots.clear();
      return;
    }
    const operation = operationOf(request);
    received.add(operation);
    if (rules.isEmpty()) return upstream.pipe(request, response);
    const call = readCall(operation, await readBody(request));
    await applyFault({ request, response, call, upstream, snapshots }, rules.pick(call));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: Error) =>
      sendJson(response, { status: 502, body: { message: `fault-proxy in front of ${target}: ${error.message}` } }),
    );
  });
  const running = await listen(server, { host, port });
  return {
    url: running.url,
    close: async () => {
      await running.close();
      upstream.close();
    },
  };
};
