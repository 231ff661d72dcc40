import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { asTransient } from '../../shared/aws/transient.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import type { CandidateKey } from '../ports.ts';
import { candidateOf, keyOf } from './candidate-items.ts';

type Place = { document: DynamoDBDocumentClient; table: string };

/** One candidate, strongly consistent. */
export const readCandidate = async (
  { document, table }: Place,
  key: CandidateKey,
): Promise<StoredCandidate | undefined> => {
  const command = new GetCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true });
  const { Item } = await asTransient('read a candidate', () => document.send(command));
  return Item && candidateOf(Item);
};
