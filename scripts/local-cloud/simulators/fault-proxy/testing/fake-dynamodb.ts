import { createServer } from 'node:http';
import { listen, type RunningService, readBody } from '../../kit/http-service.ts';

type Item = Record<string, { S: string }>;
type Input = { TableName: string; Item: Item; RequestItems: Record<string, unknown> };
type Get = Record<string, { Keys: Item[] }>;
type Write = Record<string, { PutRequest: { Item: Item } }[]>;
export type FakeDynamoDb = RunningService & { items: Map<string, Item>; calls: string[] };

/** As much of DynamoDB as the tests need: string keys `id`, a Query that gives back everything. */
export const startFakeDynamoDb = async (): Promise<FakeDynamoDb> => {
  const items = new Map<string, Item>();
  const calls: string[] = [];
  const put = (item: Item) => items.set(item.id?.S ?? '', item);
  const found = (keys: Item[]) => keys.map((key) => items.get(key.id?.S ?? '')).filter((item) => item !== undefined);
  const entries = <T>(map: Record<string, T>) => Object.entries(map);
  const operations: Record<string, (input: Input) => unknown> = {
    PutItem: ({ Item }) => void put(Item),
    TransactWriteItems: () => ({}),
    Query: () => ({ Items: [...items.values()], Count: items.size }),
    BatchGetItem: ({ RequestItems }) => ({
      Responses: Object.fromEntries(entries(RequestItems as Get).map(([table, { Keys }]) => [table, found(Keys)])),
      UnprocessedKeys: {},
    }),
    BatchWriteItem: ({ RequestItems }) => {
      for (const [, requests] of entries(RequestItems as Write))
        for (const { PutRequest } of requests) put(PutRequest.Item);
      return { UnprocessedItems: {} };
    },
  };
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push(operation);
    const input = JSON.parse((await readBody(request)).toString()) as Input;
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(operations[operation]?.(input) ?? {}));
  });
  return { ...(await listen(server, { host: '127.0.0.1', port: 0 })), items, calls };
};
