import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { asTransient } from '../../shared/aws/transient.ts';
import type { Clock } from '../../shared/clock.ts';
import { lazy } from '../../shared/lazy.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import type { StoredCandidate } from '../domain/candidate.ts';
import type { CandidateKey, CandidateStore } from '../ports.ts';
import { candidateOf, partitionOf } from './candidate-items.ts';
import { committedRuns } from './committed-runs.ts';
import { putCandidates } from './put-candidates.ts';
import { readCandidate } from './read-candidate.ts';
import { readChannel } from './read-channel.ts';
import { transitionCandidate } from './transition-candidate.ts';

type Options = {
  document: DynamoDBDocumentClient;
  /** Table `candidates`. */
  table: string;
  /** Table `runs`: what has not been committed is not served. */
  runsTable: string;
  /** Says how many shards a candidate's program has. */
  programs: Pick<ProgramStore<AnyProgram>, 'pinned'>;
  clock: Clock;
  pause?: Pause;
};

/** Candidates in table `candidates` (docs/architecture.md, Tables). */
export const dynamodbCandidateStore = (options: Options): CandidateStore => {
  const { document, table, runsTable, programs, clock } = options;
  const committed = committedRuns({ document, table: runsTable });
  const read = (key: CandidateKey) => readCandidate({ document, table }, key);
  const target = { ...options, committed, read, shards: shardsOf(programs) };
  return {
    putAll: (candidates) => putCandidates(target, candidates),
    get: read,
    forCustomer: (customerId, programId) => readCustomer(document, table, partitionOf(customerId, programId)),
    forChannel: (query) => readChannel({ document, table, clock, committed }, query),
    transition: (key, change) => transitionCandidate(target, key, change),
  };
};

/** Serving items lie beside the candidates; they alone have a `channelKey`. */
const readCustomer = async (
  document: DynamoDBDocumentClient,
  table: string,
  pk: string,
): Promise<StoredCandidate[]> => {
  const found: StoredCandidate[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const command = new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'attribute_not_exists(channelKey)',
      ExpressionAttributeValues: { ':pk': pk },
      ExclusiveStartKey: from,
    });
    const page = await asTransient('read a customer’s candidates', () => document.send(command));
    found.push(...(page.Items ?? []).map(candidateOf));
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
};

/** Programs are pinned by hash and never change, so their shard counts are kept. */
const shardsOf = (programs: Pick<ProgramStore<AnyProgram>, 'pinned'>) => {
  const known = new Map<string, () => Promise<number>>();
  return ({ programId, programHash }: StoredCandidate): Promise<number> => {
    const key = `${programId}:${programHash}`;
    const shards =
      known.get(key) ?? lazy(async () => shardsIn((await programs.pinned(programId, programHash)).program));
    known.set(key, shards);
    return shards();
  };
};

/** Sale programs have no candidates. */
const shardsIn = (program: AnyProgram): number => (program.kind === 'sale' ? 1 : program.shards);
