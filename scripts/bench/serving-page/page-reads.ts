// What a page costs in read units, by the store that serves it, asked of DynamoDB itself.
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, type QueryCommandInput, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import { dynamodbCandidateStore } from '../../../lambdas/candidates/adapters/dynamodb-candidate-store.ts';
import { systemClock } from '../../../lambdas/shared/clock.ts';
import { memoryProgramStore } from '../../../lambdas/shared/programs/memory-program-store.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { localClient } from '../../local-cloud/sdk.ts';
import { productReviews } from '../stored-candidates.ts';

export type PageReads = { queries: number; readUnits: number };

/** A client that has every query counted. */
const countingClient = (outputs: Outputs, reads: PageReads): DynamoDBDocumentClient => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs, outputs.endpoints.dynamodb)));
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== 'QueryCommand') return next(args);
      const input = { ...(args.input as QueryCommandInput), ReturnConsumedCapacity: 'TOTAL' as const };
      const result = await next({ ...args, input });
      reads.queries += 1;
      reads.readUnits += (result.output as QueryCommandOutput).ConsumedCapacity?.CapacityUnits ?? Number.NaN;
      return result;
    },
    { step: 'initialize', name: 'countReads' },
  );
  return client;
};

/** Reads the first page of all marketplaces. */
export const pageReads = async (outputs: Outputs, programId: string, limit: number): Promise<PageReads> => {
  const { program } = productReviews();
  const reads = { queries: 0, readUnits: 0 };
  const store = dynamodbCandidateStore({
    document: countingClient(outputs, reads),
    table: pick(outputs.tables, 'candidates'),
    runsTable: pick(outputs.tables, 'runs'),
    programs: memoryProgramStore([]),
    clock: systemClock,
  });
  const { marketplaces, shards } = program;
  await store.forChannel({ programId, channel: 'email', marketplaces, shards, minScore: 0, limit });
  return reads;
};
