import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { sendJson } from '../kit/http-service.ts';
import type { DynamoDbCall } from './dynamodb-call.ts';
import { throttled, transactionConflict } from './dynamodb-errors.ts';
import type { FaultThen } from './rule.ts';
import { type IndexSnapshots, isIndexQuery } from './stale-index.ts';
import { addHeld, splitBatch } from './unprocessed.ts';
import type { Upstream, UpstreamAnswer } from './upstream.ts';

/** One request whose body has been read, and what serves it. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  call: DynamoDbCall;
  upstream: Upstream;
  snapshots: IndexSnapshots;
};

const JSON_1_0 = { 'content-type': 'application/x-amz-json-1.0' };

const forward = ({ request, call, upstream }: Exchange, input?: unknown) =>
  upstream.send(request, Buffer.from(input === undefined ? call.text : JSON.stringify(input)));

const send = ({ response }: Exchange, { status, contentType, body }: UpstreamAnswer) => {
  response.writeHead(status, { 'content-type': contentType, 'content-length': body.length }).end(body);
};

/** Half of the batch is done, the rest comes back; a batch of one is held back whole and DynamoDB isn't asked. */
const unprocessed = async (exchange: Exchange): Promise<UpstreamAnswer> => {
  const split = splitBatch(exchange.call.input);
  if (!split) return forward(exchange);
  const nothing = exchange.call.operation === 'BatchGetItem' ? { Responses: {} } : {};
  const asked = Object.keys(split.forward.RequestItems).length > 0 ? await forward(exchange, split.forward) : undefined;
  if (asked && asked.status !== 200) return asked;
  const answer = addHeld(asked ? JSON.parse(asked.body.toString()) : nothing, split);
  return { status: 200, contentType: JSON_1_0['content-type'], body: Buffer.from(JSON.stringify(answer)) };
};

const withFault = async (exchange: Exchange, fault: FaultThen['fault']): Promise<void> => {
  const { response, call, snapshots } = exchange;
  switch (fault) {
    case 'throttle':
      return sendJson(response, { ...throttled(), headers: JSON_1_0 });
    case 'transactionConflict':
      return sendJson(response, { ...transactionConflict(call), headers: JSON_1_0 });
    case 'unprocessed':
      return send(exchange, await unprocessed(exchange));
    case 'staleIndex':
      return send(
        exchange,
        await (isIndexQuery(call) ? snapshots.read(call, () => forward(exchange)) : forward(exchange)),
      );
    case 'drop':
      await forward(exchange); // the write happens, only its answer is lost
      response.socket?.destroy();
      return;
    default:
      return send(exchange, await forward(exchange));
  }
};

/** Answers one call as its rule says; without a rule, as DynamoDB does. */
export const applyFault = async (exchange: Exchange, rule: FaultThen | undefined): Promise<void> => {
  if (rule?.delayMs) await wait(rule.delayMs);
  if (rule?.hang) return;
  if (rule?.status !== undefined || rule?.body !== undefined) {
    return sendJson(exchange.response, { status: rule.status ?? 200, body: rule.body ?? {}, headers: JSON_1_0 });
  }
  await withFault(exchange, rule?.fault);
};
