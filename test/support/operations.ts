// The operations of graphql/operations as tests send them: what clients may copy is what is tested.
import { readdirSync, readFileSync } from 'node:fs';
import { askGraphql, type Caller, type GraphqlAnswer, graphqlData } from '../../scripts/local-cloud/graphql-client.ts';
import { outputs } from './local-cloud.ts';

const folder = new URL('../../graphql/operations/', import.meta.url);
const documents = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));

const requestOf = (operationName: string, variables: Record<string, unknown>) => {
  const query = documents.find((text) => new RegExp(`\\b(query|mutation) ${operationName}\\b`).test(text));
  if (query === undefined) throw new Error(`No operation ${operationName} in graphql/operations`);
  return { query, operationName, variables };
};

/** Sends a stored operation. @param name as in the file, such as `ContactHistory` @returns data and errors */
export const ask = <T>(as: Caller, name: string, variables: Record<string, unknown>): Promise<GraphqlAnswer<T>> =>
  askGraphql<T>(outputs, as, requestOf(name, variables));

/** The same for one that must succeed. @throws Error with every GraphQL error */
export const dataOf = <T>(as: Caller, name: string, variables: Record<string, unknown>): Promise<T> =>
  graphqlData<T>(outputs, as, requestOf(name, variables));
