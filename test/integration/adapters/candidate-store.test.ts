// The DynamoDB adapter on the deployed tables: the contract, what a crash leaves behind, and what a page costs.
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { keyOf, servingItems } from '../../../lambdas/candidates/adapters/candidate-items.ts';
import { dynamodbCandidateStore } from '../../../lambdas/candidates/adapters/dynamodb-candidate-store.ts';
import { keyOfRunId } from '../../../lambdas/candidates/adapters/run-items.ts';
import { shardOf } from '../../../lambdas/candidates/domain/serving/shard.ts';
import { fixedClock } from '../../../lambdas/shared/clock.ts';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { candidateStoreContract } from '../../contract/candidate-store.ts';
import { aPinnedProgram } from '../../support/a-pinned-program.ts';
import { aStoredCandidate } from '../../support/a-stored-candidate.ts';
import { outputs } from '../../support/local-cloud.ts';

// As the Lambdas do locally: straight to DynamoDB, not through LocalStack's gateway, which is five times slower.
const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(localClient(outputs, outputs.endpoints.dynamodb)));
const table = pick(outputs.tables, 'candidates');
const runsTable = pick(outputs.tables, 'runs');
const clock = fixedClock('2026-11-20T00:00:00Z');
const pinned = aPinnedProgram({ shards: 4 });
const programs = { pinned: async () => pinned };

const open = (document: DynamoDBDocumentClient = dynamodb) =>
  dynamodbCandidateStore({ document, table, runsTable, programs, clock });

const commit = async (runId: string): Promise<void> => {
  const { programId, sk } = keyOfRunId(runId);
  await dynamodb.send(new PutCommand({ TableName: runsTable, Item: { programId, sk, runId, status: 'committed' } }));
};

describe('CandidateStore on DynamoDB', () => {
  candidateStoreContract(async () => ({ store: open(), commit }));
});

const channel = (programId: string, marketplaces = ['US']) => ({
  ...{ programId, channel: 'email', marketplaces, shards: 4, minScore: 0, limit: 50 },
});

describe('after a crash between the two writes of an insert', () => {
  it('is made whole by the re-run', async () => {
    const programId = `p-${randomUUID()}`;
    const candidate = aStoredCandidate({ programId, runId: `${programId}:2026-11-19:001` });
    await commit(candidate.runId);
    await open().putAll([candidate]);
    await dynamodb.send(new DeleteCommand({ TableName: table, Key: keyOf(candidate) }));

    expect(await open().putAll([candidate])).toEqual(['inserted']);
    expect((await open().forChannel(channel(programId))).items).toEqual([candidate]);
  });

  it('drops a serving item that a slow writer put after the candidate had left active', async () => {
    const programId = `p-${randomUUID()}`;
    const candidate = aStoredCandidate({ programId, runId: `${programId}:2026-11-19:001` });
    await commit(candidate.runId);
    await open().putAll([candidate]);
    await open().transition(candidate, { from: 'active', to: 'contacted', at: '2026-11-20T10:00:00.000Z' });

    // The slow writer saw no candidate: its first read came before all this.
    const outcomes = await open(blindAtFirst(dynamodb)).putAll([candidate]);

    expect(outcomes).toEqual(['unchanged']);
    expect((await open().forChannel(channel(programId))).items).toEqual([]);
  });
});

describe('when candidates leave active while they are being refreshed', () => {
  it('serves exactly those that are still active', async () => {
    const programId = `p-${randomUUID()}`;
    const runOf = (day: string) => `${programId}:${day}:001`;
    await Promise.all([commit(runOf('2026-11-19')), commit(runOf('2026-11-20'))]);
    const of = (day: string, score: number) =>
      Array.from({ length: 40 }, (_, n) =>
        aStoredCandidate({ programId, day, runId: runOf(day), customerId: `c-${n}`, score }),
      );
    const store = open();
    await store.putAll(of('2026-11-19', 0.2));
    const leaving = of('2026-11-19', 0.2).filter((_, n) => n % 2 === 0);
    const at = '2026-11-20T10:00:00.000Z';
    await Promise.all([
      store.putAll(of('2026-11-20', 0.9)),
      ...leaving.map((candidate) => store.transition(candidate, { from: 'active', to: 'contacted', at })),
    ]);
    const { items } = await store.forChannel(channel(programId));
    const left = leaving.map(({ customerId }) => customerId);
    const staying = of('2026-11-20', 0.9).filter(({ customerId }) => !left.includes(customerId));
    expect(items.map(({ customerId }) => customerId).sort()).toEqual(
      staying.map(({ customerId }) => customerId).sort(),
    );
    expect(new Set(items.map(({ score }) => score))).toEqual(new Set([0.9]));
    for (const candidate of leaving) expect(await store.get(candidate)).toMatchObject({ state: 'contacted' });
  });
});

/** A client whose first BatchGetItem finds nothing. */
const blindAtFirst = (client: DynamoDBDocumentClient): DynamoDBDocumentClient => {
  let blind = true;
  const send = async (command: { constructor: { name: string } }) => {
    if (!blind || command.constructor.name !== 'BatchGetCommand') return client.send(command as never);
    blind = false;
    return { Responses: {} };
  };
  return { send } as unknown as DynamoDBDocumentClient;
};

describe('the cost of a page', () => {
  const marketplaces = ['US', 'DE', 'JP'];
  const fill = async (programId: string, count: number): Promise<void> => {
    const runId = `${programId}:2026-11-19:001`;
    await commit(runId);
    const candidates = Array.from({ length: count }, (_, n) =>
      aStoredCandidate({
        ...{ programId, runId, customerId: `c-${n}`, score: ((n * 7919) % 104_729) / 104_729 },
        marketplace: marketplaces[n % 3] ?? 'US',
      }),
    );
    await open().putAll(candidates);
  };

  /** Read units that one page of 50 consumed. */
  const unitsOfPage = async (programId: string, nextToken?: string): Promise<{ units: number; token?: string }> => {
    let units = 0;
    const send = async (command: { constructor: { name: string }; input: object }) => {
      Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answer = (await dynamodb.send(command as never)) as { ConsumedCapacity?: { CapacityUnits?: number } };
      if (command.constructor.name === 'QueryCommand') units += answer.ConsumedCapacity?.CapacityUnits ?? 0;
      return answer;
    };
    const store = open({ send } as unknown as DynamoDBDocumentClient);
    const query = { ...channel(programId, marketplaces), ...(nextToken !== undefined && { nextToken }) };
    const page = await store.forChannel(query);
    expect(page.items).toHaveLength(50);
    return { units, ...(page.nextToken !== undefined && { token: page.nextToken }) };
  };

  it('is that of a page, whatever the table’s size and however deep the page', async () => {
    const [small, large] = [`p-${randomUUID()}`, `p-${randomUUID()}`];
    await fill(small, 300);
    await fill(large, 2_000);
    const first = await unitsOfPage(large);
    const deep = await unitsOfPage(large, first.token);
    // Half a unit reads 4 KB: 50 whole candidates need about 4, 12 partitions cannot cost less than 6.
    for (const units of [(await unitsOfPage(small)).units, first.units, deep.units]) {
      expect(units).toBeGreaterThan(0);
      expect(units).toBeLessThan(16);
    }
  });
});

it('places a customer’s serving item in the shard that readers look in', () => {
  const candidate = aStoredCandidate();
  const [item] = servingItems(candidate, shardOf(candidate.customerId, 4));
  expect(item?.channelKey).toMatch(/^product-reviews#email#US#[0-3]$/);
});
