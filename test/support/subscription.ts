// One subscription over AppSync's real-time endpoint, by API key: its `graphql-ws` messages as AppSync's documentation
// (Building a Real-Time WebSocket Client) tells them.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { eventually } from './eventually.ts';
import { outputs } from './local-cloud.ts';

type Message = { type: string; id?: string; payload?: { data?: unknown; errors?: unknown[] } };
export type Subscription<T> = { received: () => T[]; close: () => void };

const id = 'subscription';

const open = async (): Promise<WebSocket> => {
  const { realtime, graphql } = outputs.endpoints;
  const credentials = { host: new URL(graphql).host, 'x-api-key': outputs.apiKey };
  const header = encodeURIComponent(Buffer.from(JSON.stringify(credentials)).toString('base64'));
  const socket = new WebSocket(`${realtime}?header=${header}&payload=e30=`, ['graphql-ws']);
  await once(socket, 'open');
  return socket;
};

const startMessage = (query: string, variables: Record<string, unknown>) => ({
  id,
  type: 'start',
  payload: {
    data: JSON.stringify({ query, variables }),
    extensions: { authorization: { host: new URL(outputs.endpoints.graphql).host, 'x-api-key': outputs.apiKey } },
  },
});

/**
 * Subscribes and waits until the service has said yes.
 * @returns what has arrived so far, oldest first: the data of each message
 * @throws Error with the service's words when it refuses
 */
export const subscribe = async <T>(query: string, variables: Record<string, unknown>): Promise<Subscription<T>> => {
  const socket = await open();
  const messages: Message[] = [];
  socket.on('message', (text) => messages.push(JSON.parse(String(text))));
  const answer = (...types: string[]) =>
    eventually(types.join(' or '), async () => messages.find(({ type }) => types.includes(type)), { everyMs: 20 });
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await answer('connection_ack', 'connection_error');
  socket.send(JSON.stringify(startMessage(query, variables)));
  const { type, payload } = await answer('start_ack', 'error', 'connection_error');
  if (type !== 'start_ack') {
    socket.close();
    throw new Error(`The subscription is refused: ${JSON.stringify(payload)}`);
  }
  const received = () => messages.filter((message) => message.type === 'data').map(({ payload }) => payload?.data as T);
  return { received, close: () => socket.close() };
};
