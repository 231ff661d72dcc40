// What every simulator of an outside service shares: its own answers, unless a rule of /_behaviour says otherwise.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type * as z from 'zod';
import { type Doors, serveDoors } from './control-doors.ts';
import { listen, type RunningService, readBody } from './http-service.ts';
import { createRateWindow } from './rate-window.ts';
import { createReceivedLog } from './received-log.ts';
import { createRuleBook } from './rule-book.ts';
import { ruleList, type SimulatorMatch, type SimulatorThen, simulatorMatch, simulatorThen } from './rule-schema.ts';
import { seededRandom } from './seeded-random.ts';

/** `path` carries the query; header names are in lower case. */
export type SimulatedRequest = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };
/** A string or Buffer is sent as it is, anything else as JSON. */
export type SimulatedAnswer = { status: number; body: unknown; headers?: Record<string, string> };

export type SimulatorOptions<Then extends SimulatorThen = SimulatorThen> = {
  name: string;
  host?: string;
  port: number;
  /** `rule`: what the rule that applies says, for a service whose `then` is more than the common one. */
  answer: (request: SimulatedRequest, rule: Then | undefined) => SimulatedAnswer | Promise<SimulatedAnswer>;
  /** The service's own words for a status that a rule asks for without giving a body. */
  failure?: (status: number) => SimulatedAnswer;
  /** Shape of a rule's `then`, unless it is the common one. */
  then?: z.ZodType<Then>;
  /** More doors, by path (`/_events/` opens on all below it); they are no requests to the service, so that rules and `/_received` pass over them. */
  doors?: Record<string, (request: SimulatedRequest) => SimulatedAnswer | Promise<SimulatedAnswer>>;
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

const answerOf = <Then extends SimulatorThen>(
  { answer, failure }: SimulatorOptions<Then>,
  rule: Then | undefined,
  request: SimulatedRequest,
) => {
  if (rule?.status === undefined && rule?.body === undefined) return answer(request, rule);
  const status = rule.status ?? 200;
  if (rule.body === undefined) return failure?.(status) ?? { status, body: {} };
  return { ...(status >= 400 ? failure?.(status) : {}), status, body: rule.body };
};

/** Whether a rule's `perSecond` lets one more request through. */
const createLimits = () => {
  const windows = new WeakMap<SimulatorThen, (now: number) => boolean>();
  return (rule: SimulatorThen | undefined): boolean => {
    if (rule?.perSecond === undefined) return true;
    const allow = windows.get(rule) ?? createRateWindow(rule.perSecond);
    windows.set(rule, allow);
    return allow(performance.now());
  };
};

/** @returns whether there is still somebody to answer */
const holdUp = async (rule: SimulatorThen | undefined, response: ServerResponse): Promise<boolean> => {
  if (rule?.delayMs) await wait(rule.delayMs);
  if (rule?.drop) response.socket?.destroy();
  return !rule?.hang && !rule?.drop;
};

const createServe = <Then extends SimulatorThen>(
  options: SimulatorOptions<Then>,
  pick: (request: SimulatedRequest) => Then | undefined,
) => {
  const within = createLimits();
  return async (request: SimulatedRequest, response: ServerResponse) => {
    const rule = pick(request);
    if (!within(rule)) return send(response, options.failure?.(429) ?? { status: 429, body: {} });
    if (!rule?.afterwards && !(await holdUp(rule, response))) return;
    const answer = await answerOf(options, rule, request);
    if (rule?.afterwards && !(await holdUp(rule, response))) return;
    send(response, answer);
  };
};

const doorAt = <Door>(doors: Record<string, Door> = {}, path: string): Door | undefined =>
  doors[path] ?? doors[path.slice(0, path.lastIndexOf('/') + 1)];

/** Starts a simulator. `hang` keeps the connection open without an answer, `drop` cuts it. */
export const startSimulator = <Then extends SimulatorThen = SimulatorThen>(
  options: SimulatorOptions<Then>,
): Promise<RunningService> => {
  const { name, host = '127.0.0.1', port, seed = 1 } = options;
  const log = createReceivedLog();
  const rules = createRuleBook<SimulatorMatch, Then, SimulatedRequest>({ matches, random: seededRandom(seed) });
  const listReceived = () => {
    const { received, forgotten } = log.list();
    return { body: received, forgotten };
  };
  const doors: Doors<SimulatorMatch, Then, SimulatedRequest> = {
    name,
    rules,
    schema: ruleList(simulatorMatch, options.then ?? (simulatorThen as unknown as z.ZodType<Then>)),
    received: { list: listReceived, clear: log.clear },
  };
  const serve = createServe(options, rules.pick);
  const server = createServer(async (incoming, response) => {
    try {
      if (await serveDoors(incoming, response, doors)) return;
      const { method = 'GET', url: path = '/', headers } = incoming;
      const request = { method, path, headers, body: await readBody(incoming) };
      const door = doorAt(options.doors, path.split('?')[0] ?? '');
      if (door) return send(response, await door(request));
      const { body } = request;
      log.add({ at: new Date().toISOString(), method, path, headers, body: parsed(body) }, body.length);
      await serve(request, response);
    } catch (error) {
      console.error(`${name}: unexpected error`, error);
      send(response, options.failure?.(500) ?? { status: 500, body: { message: String(error) } });
    }
  });
  return listen(server, { host, port });
};
