import { type DynamoDBDocumentClient, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { isLostCondition } from '../../shared/aws/transaction.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import { type Callback, hasEnded } from '../domain/callback.ts';
import { agentKey, itemOf } from './callback-items.ts';

type Place = { document: DynamoDBDocumentClient; table: string };

/** Who carries a callback: its agent, as long as it is open. */
const carrier = (callback: Callback): string | undefined => (hasEnded(callback) ? undefined : callback.agentId);

/** An agent's open callbacks are a set of ids, so that a repeated write counts nothing twice. */
const loadChanges = ({ table }: Place, seen: Callback, next: Callback) => {
  const [before, after] = [carrier(seen), carrier(next)];
  if (before === after) return [];
  const change = (agentId: string, verb: 'ADD' | 'DELETE') => ({
    Update: {
      TableName: table,
      Key: { callbackId: agentKey(agentId) },
      UpdateExpression: `${verb} openCallbacks :one`,
      ExpressionAttributeValues: { ':one': new Set([next.callbackId]) },
    },
  });
  return [
    ...(before === undefined ? [] : [change(before, 'DELETE')]),
    ...(after === undefined ? [] : [change(after, 'ADD')]),
  ];
};

/** Writes `next` if `seen` is still stored, and the agents' loads with it. */
export const saveCallback = async (place: Place, seen: Callback, next: Callback): Promise<'saved' | 'conflict'> => {
  const put = {
    TableName: place.table,
    Item: itemOf(next),
    ConditionExpression: '#revision = :seen',
    ExpressionAttributeNames: { '#revision': 'revision' },
    ExpressionAttributeValues: { ':seen': seen.revision },
  };
  const loads = loadChanges(place, seen, next);
  try {
    await asTransient(`save callback ${next.callbackId}`, async () => {
      if (loads.length === 0) await place.document.send(new PutCommand(put));
      else await place.document.send(new TransactWriteCommand({ TransactItems: [{ Put: put }, ...loads] }));
    });
    return 'saved';
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException' || isLostCondition(error)) return 'conflict';
    throw error;
  }
};
