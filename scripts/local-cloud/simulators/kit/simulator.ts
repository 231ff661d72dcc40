// What every simulator of an outside service shares: its own answers, unless a rule of /_behaviour says otherwise.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { type Doors, serveDoors } from './control-doors.ts';
import { listen, type RunningService, readBody } from './http-service.ts';
import { createReceivedLog } from './received-log.ts';
import { createRuleBook } from './rule-book.ts';
import { ruleList, type SimulatorMatch, type SimulatorThen, simulatorMatch, simulatorThen } from './rule-schema.ts';
import { seededRandom } from './seeded-random.ts';

/** `path` carries the query; header names are in lower case. */
export type SimulatedRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };
/** A string or Buffer is sent as it is, anything else as JSON. */
export type SimulatedAnswer = { status: number; body: unknown; headers?: Record<string, string> };

export type SimulatorOptions = {
  name: string;
  host?: string;
  port: number;
  answer: (request: SimulatedRequest) => SimulatedAnswer | Promise<SimulatedAnswer>;
  /** The service's own words for a status that a rule asks for without giving a body. */
  failure?: (status: number) => SimulatedAnswer;
  /** Of the random numbers behind `share`. */
  seed?: number;
};

const send = (response: ServerResponse, { status, body, headers = {} }: SimulatedAnswer) => {
  if (response.destroyed) return;
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, { ...(raw ? {} : { 'content-type': 'application/json' }), ...headers });
  response.end(raw ? body : JSON.stringify(body));
};

const parsed = (body: Buffer): unknown => {
  const text = body.toString();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const matches = (match: SimulatorMatch, { path, body }: SimulatedRequest) =>
  (match.path === undefined || new RegExp(match.path).test(path)) &&
  (match.body === undefined || new RegExp(match.body).test(body.toString()));

const answerOf = (
  { answer, failure }: SimulatorOptions,
  rule: SimulatorThen | undefined,
  request: SimulatedRequest,
) => {
  if (rule?.status === undefined && rule?.body === undefined) return answer(request);
  const status = rule.status ?? 200;
  if (rule.body === undefined) return failure?.(status) ?? { status, body: {} };
  return { ...(status >= 400 ? failure?.(status) : {}), status, body: rule.body };
};

/** Starts a simulator. `hang` keeps the connection open without an answer, `drop` cuts it. */
export const startSimulator = (options: SimulatorOptions): Promise<RunningService> => {
  const { name, host = '127.0.0.1', port, seed = 1 } = options;
  const log = createReceivedLog();
  const rules = createRuleBook<SimulatorMatch, SimulatorThen, SimulatedRequest>({
    matches,
    random: seededRandom(seed),
  });
  const listReceived = () => {
    const { received, forgotten } = log.list();
    return { body: received, forgotten };
  };
  const doors: Doors<SimulatorMatch, SimulatorThen, SimulatedRequest> = {
    name,
    rules,
    schema: ruleList(simulatorMatch, simulatorThen),
    received: { list: listReceived, clear: log.clear },
  };
  const serve = async (request: SimulatedRequest, response: ServerResponse) => {
    const { method, path, headers, body } = request;
    log.add({ at: new Date().toISOString(), method, path, headers, body: parsed(body) }, body.length);
    const rule = rules.pick(request);
    if (rule?.delayMs) await wait(rule.delayMs);
    if (rule?.hang) return;
    if (rule?.drop) return void response.socket?.destroy();
    send(response, await answerOf(options, rule, request));
  };
  const server = createServer(async (request, response) => {
    try {
      if (await serveDoors(request, response, doors)) return;
      const { method = 'GET', url: path = '/', headers } = request;
      await serve({ method, path, headers, body: await readBody(request) }, response);
    } catch (error) {
      console.error(`${name}: unexpected error`, error);
      send(response, options.failure?.(500) ?? { status: 500, body: { message: String(error) } });
    }
  });
  return listen(server, { host, port });
};
