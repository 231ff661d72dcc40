import { jsonBody, type Place, type SdkCall, type SdkRequest, textAt } from './sdk-request.ts';

type Body = Record<string, unknown>;

const partiqlActions: Record<string, string> = {
  SELECT: 'PartiQLSelect',
  INSERT: 'PartiQLInsert',
  UPDATE: 'PartiQLUpdate',
  DELETE: 'PartiQLDelete',
};
// IAM checks the items of a transaction one by one, under the actions of single calls.
const transactActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

const tableArn = (place: Place, name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:dynamodb:${place.region}:${place.account}:table/${name}`;

const listAt = (body: Body, name: string): Body[] => (Array.isArray(body[name]) ? (body[name] as Body[]) : []);

const partiqlCall = (place: Place, statement: string): SdkCall => {
  const verb = /^\s*(\w+)/.exec(statement)?.[1]?.toUpperCase() ?? '';
  const [, table = '*', index] = /(?:FROM|INTO|UPDATE)\s+"?([\w.-]+)"?(?:\."?([\w.-]+)"?)?/i.exec(statement) ?? [];
  const resource = tableArn(place, table) + (index ? `/index/${index}` : '');
  return { action: `dynamodb:${partiqlActions[verb] ?? 'ExecuteStatement'}`, resource };
};

const partiqlCalls = (place: Place, body: Body): SdkCall[] => {
  const statements = [body, ...listAt(body, 'Statements'), ...listAt(body, 'TransactStatements')];
  return statements.flatMap((entry) => {
    const statement = textAt(entry, 'Statement');
    return statement ? [partiqlCall(place, statement)] : [];
  });
};

const transactCalls = (place: Place, body: Body): SdkCall[] =>
  listAt(body, 'TransactItems').flatMap((item) =>
    Object.entries(item).map(([kind, entry]) => ({
      action: `dynamodb:${transactActions[kind] ?? kind}`,
      resource: tableArn(place, textAt(entry as Body, 'TableName') ?? '*'),
    })),
  );

const batchCalls = (place: Place, operation: string, body: Body): SdkCall[] =>
  Object.keys((body.RequestItems as Body | undefined) ?? {}).map((table) => ({
    action: `dynamodb:${operation}`,
    resource: tableArn(place, table),
  }));

/** The permissions a DynamoDB call needs, one entry for every table, item kind and statement in it. */
export const dynamodbCalls = (place: Place, operation: string, request: SdkRequest): SdkCall[] => {
  const body = jsonBody(request);
  if (/ExecuteStatement|ExecuteTransaction/.test(operation)) return partiqlCalls(place, body);
  if (operation.startsWith('Transact')) return transactCalls(place, body);
  if (operation.startsWith('Batch')) return batchCalls(place, operation, body);
  const table = tableArn(place, textAt(body, 'TableName') ?? '*');
  const index = textAt(body, 'IndexName');
  return [{ action: `dynamodb:${operation}`, resource: index ? `${table}/index/${index}` : table }];
};
