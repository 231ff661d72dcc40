import type { IncomingMessage } from 'node:http';
import type { FaultMatch } from './rule.ts';

/** One call of DynamoDB's JSON protocol. */
export type DynamoDbCall = { operation: string; tables: string[]; text: string; input: Record<string, unknown> };

/** `BatchGetItem` of `x-amz-target: DynamoDB_20120810.BatchGetItem`; `?` without one. */
export const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? '?')
    .split('.')
    .at(-1) ?? '?';

const STATEMENT_TABLE = /(?:INTO|FROM|UPDATE)\s+"([^"]+)"/i;

const tableOfStatement = (statement: unknown) => STATEMENT_TABLE.exec(String(statement))?.[1] ?? [];
const tableOfTransactItem = (item: Record<string, { TableName?: string }>) =>
  Object.values(item).flatMap(({ TableName }) => TableName ?? []);

type Input = {
  TableName?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, { TableName?: string }>[];
  Statement?: string;
  Statements?: { Statement?: string }[];
  TransactStatements?: { Statement?: string }[];
};

const tablesOf = (input: Input): string[] => {
  const statements = [...(input.Statements ?? []), ...(input.TransactStatements ?? []), input];
  const named = [
    ...(input.TableName ? [input.TableName] : []),
    ...Object.keys(input.RequestItems ?? {}),
    ...(input.TransactItems ?? []).flatMap(tableOfTransactItem),
    ...statements.flatMap(({ Statement }) => (Statement ? tableOfStatement(Statement) : [])),
  ];
  return [...new Set(named)];
};

/** @throws SyntaxError when the body is no JSON */
export const readCall = (operation: string, body: Buffer): DynamoDbCall => {
  const text = body.toString();
  const input = JSON.parse(text || '{}') as Record<string, unknown>;
  return { operation, tables: tablesOf(input), text, input };
};

export const matchesCall = ({ operation, table, body }: FaultMatch, call: DynamoDbCall): boolean =>
  (operation === undefined || operation === call.operation) &&
  (table === undefined || call.tables.some((name) => name === table || new RegExp(table).test(name))) &&
  (body === undefined || new RegExp(body).test(call.text));
