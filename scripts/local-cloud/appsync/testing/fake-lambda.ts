import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { listen, type RunningService, readBody } from '../../simulators/kit/http-service.ts';

/** Functions by name; one that throws answers as Lambda does for a handler that threw. */
export type FakeFunctions = Record<string, (event: never) => unknown>;
export type FakeLambda = RunningService & { calls: { name: string; event: unknown; authorization: string }[] };

const outcomeOf = async (run: () => unknown) => {
  try {
    return { headers: {}, body: (await run()) ?? null };
  } catch (error) {
    const { name, message } = error as Error;
    return { headers: { 'x-amz-function-error': 'Unhandled' }, body: { errorType: name, errorMessage: message } };
  }
};

/** Lambda's invoke API over real HTTP, with functions of this process behind it. */
export const startFakeLambda = async (functions: FakeFunctions): Promise<FakeLambda> => {
  const calls: FakeLambda['calls'] = [];
  const server = createServer(async (request, response) => {
    const name = /functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1] ?? '';
    const event = JSON.parse((await readBody(request)).toString()) as never;
    calls.push({ name, event, authorization: request.headers.authorization ?? '' });
    const run = functions[name];
    if (!run) {
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' });
      return response.end(JSON.stringify({ Message: `Function not found: ${name}` }));
    }
    const { headers, body } = await outcomeOf(() => run(event));
    response.writeHead(200, headers).end(JSON.stringify(body));
  });
  return { ...(await listen(server, { host: '127.0.0.1', port: 0 })), calls };
};

export const never = () => wait(60_000, null, { ref: false });

/** An error as a Lambda handler throws it, with a name of its own. */
export const named = (name: string, message: string) => Object.assign(new Error(message), { name });
