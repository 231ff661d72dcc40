// Where the stub Lambdas ask what to answer. Every case has its own script, so that cases run at the same time.
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What any step may get; `caseId` is in the execution's input and in what the first step answers. */
export type StepEvent = {
  step?: string;
  chunk?: unknown;
  sale?: unknown;
  item?: unknown;
  results?: unknown;
  list?: unknown;
  run?: { caseId: string };
  input?: { caseId?: string };
  state?: { run?: { caseId: string }; error?: { Error: string; Cause: string } };
  plan?: unknown;
  execution?: { arn: string };
  taskToken?: string;
};
/** The output of a step, or throws what the step throws. */
export type Answer = (event: StepEvent) => unknown;
/** By state name. The n-th of several is for the n-th call; the last one stays. */
export type Script = Record<string, Answer | Answer[]>;
/** `error`: the name of what the answer threw. */
export type Call = { state: string; event: StepEvent; error?: string };
/** Which state called a function: some are called by several. */
export type StateOf = (functionName: string, event: StepEvent) => string;

/** Answers with an error as a Lambda throws it. */
export const failing =
  (name: string, message = `${name} for a test`): Answer =>
  () => {
    throw Object.assign(new Error(message), { name });
  };

/** A transient error at the first two calls. */
export const twiceTransient = (then: Answer | Answer[] | undefined): Answer[] => [
  failing('TransientError'),
  failing('TransientError'),
  ...[then ?? []].flat(),
];

type Play = { script: Script; calls: Call[] };

const answerOf = ({ script, calls }: Play, state: string): Answer => {
  const answers = [script[state] ?? []].flat();
  const earlier = calls.filter((call) => call.state === state).length;
  const answer = answers[Math.min(earlier, answers.length - 1)];
  if (!answer) throw new Error(`The script says nothing for the state ${state}: add its answer`);
  return answer;
};

const perform = async (play: Play, call: Call): Promise<unknown> => {
  try {
    const answer = answerOf(play, call.state);
    play.calls.push(call);
    return { output: (await answer(call.event)) ?? {} };
  } catch (error) {
    const { name, message } = error as Error;
    call.error = name;
    return { error: { name, message } };
  }
};

/** Machines hand it on in what their first step answers: wherever that stands in the event. */
const caseIdIn = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('caseId' in value && typeof value.caseId === 'string') return value.caseId;
  for (const part of Object.values(value)) {
    const found = caseIdIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
};

export type ScriptServer = { url: string; play(caseId: string, script: Script): Call[]; close(): void };

export const startScriptServer = async (stateOf: StateOf): Promise<ScriptServer> => {
  const plays = new Map<string, Play>();
  const reply = async (request: IncomingMessage): Promise<unknown> => {
    const event = (await json(request)) as StepEvent;
    const state = stateOf((request.url ?? '').slice(1), event);
    const caseId = caseIdIn(event);
    const play = plays.get(caseId ?? '');
    if (!play) return { error: { name: 'NoSuchCase', message: `${state} was called by nobody's case: ${caseId}` } };
    return perform(play, { state, event });
  };
  const server = createServer((request, response) => {
    reply(request).then(
      (answer) => response.end(JSON.stringify(answer)),
      (error: Error) => response.end(JSON.stringify({ error: { name: 'ScriptError', message: error.message } })),
    );
  });
  server.keepAliveTimeout = 0; // never closed from here: a call that comes at that moment would be lost
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play: (caseId, script) => {
      const play: Play = { script, calls: [] };
      plays.set(caseId, play);
      return play.calls;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
