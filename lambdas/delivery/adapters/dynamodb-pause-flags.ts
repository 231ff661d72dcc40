import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Clock } from '../../shared/clock.ts';
import type { PauseFlag, PauseFlags } from '../ports.ts';

type Options = { document: DynamoDBDocumentClient; table: string; clock: Clock };
type Kept = { flag: PauseFlag | undefined; readAt: number };

/** Workers ask for every message; a pause takes hold within this time. */
const keptForMs = 5_000;

/** Flags in items `pause#<scope>` of table `limits`. What this worker sets itself it sees at once. */
export const dynamodbPauseFlags = ({ document, table, clock }: Options): PauseFlags => {
  const kept = new Map<string, Kept>();
  const keep = (scope: string, flag: PauseFlag | undefined): void =>
    void kept.set(scope, { flag, readAt: clock.now().getTime() });
  const read = async (scope: string): Promise<PauseFlag | undefined> => {
    const command = new GetCommand({ TableName: table, Key: { pk: `pause#${scope}` }, ConsistentRead: true });
    const { Item } = await asTransient(`read the pause of ${scope} from ${table}`, () => document.send(command));
    if (!Item) return undefined;
    const { pk: _, ...flag } = Item;
    return flag as PauseFlag;
  };
  return {
    get: async (scope) => {
      const known = kept.get(scope);
      if (known && clock.now().getTime() - known.readAt < keptForMs) return known.flag;
      const flag = await read(scope);
      keep(scope, flag);
      return flag;
    },
    set: async (scope, flag) => {
      const command = new PutCommand({ TableName: table, Item: { pk: `pause#${scope}`, ...flag } });
      await asTransient(`pause ${scope} in ${table}`, () => document.send(command));
      keep(scope, flag);
    },
    clear: async (scope) => {
      const command = new DeleteCommand({ TableName: table, Key: { pk: `pause#${scope}` } });
      await asTransient(`resume ${scope} in ${table}`, () => document.send(command));
      keep(scope, undefined);
    },
  };
};
