// Programs that only the serving benchmark knows, with so many stored candidates, put where a run would have put them.
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { candidateItem, servingItems } from '../../../lambdas/candidates/adapters/candidate-items.ts';
import { attemptKey, newRecord } from '../../../lambdas/candidates/adapters/run-items.ts';
import { shardOf } from '../../../lambdas/candidates/domain/serving/shard.ts';
import type { BatchProgram } from '../../../lambdas/shared/programs/batch-program-schema.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { loadItems } from '../../seed/load-items.ts';
import { seedTarget } from '../../seed/seed-target.ts';
import { benchDay, productReviews, storedCandidate } from '../stored-candidates.ts';

const itemsFile = '.local/bench/candidates.jsonl';

function* itemLines(count: number, about: { program: BatchProgram; hash: string; runId: string }) {
  const now = new Date();
  for (let n = 0; n < count; n += 1) {
    const candidate = storedCandidate(n, { ...about, now });
    const shard = shardOf(candidate.customerId, about.program.shards);
    for (const item of [candidateItem(candidate, shard), ...servingItems(candidate, shard)])
      yield `${JSON.stringify(item)}\n`;
  }
}

const commitRun = (program: BatchProgram, hash: string) => {
  const run = { programId: program.programId, programHash: hash, day: benchDay, asOf: `${benchDay}T00:00:00.000Z` };
  const startedAt = run.asOf;
  const record = newRecord({ ...run, dryRun: false, executionArn: 'none: made by make bench', startedAt }, 1);
  return { ...record, ...attemptKey(record), status: 'committed' };
};

/** Deploys a copy of product-reviews under another id, with a committed run of `count` candidates. @returns its id */
export const benchProgram = async (outputs: Outputs, count: number): Promise<string> => {
  const { program: original, hash } = productReviews();
  const program = { ...original, programId: `bench-${count}` };
  const { s3, dynamodb } = seedTarget();
  const run = commitRun(program, hash);
  mkdirSync(dirname(itemsFile), { recursive: true });
  const lines = itemLines(count, { program, hash, runId: run.runId });
  await pipeline(Readable.from(lines), createWriteStream(itemsFile));
  const onProgress = (items: number) => console.log(`  ${program.programId}: ${items} items`);
  await loadItems({ dynamodb, table: pick(outputs.tables, 'candidates'), path: itemsFile, onProgress });
  rmSync(itemsFile);
  await dynamodb.send(new PutCommand({ TableName: pick(outputs.tables, 'runs'), Item: run }));
  await s3.send(
    new PutObjectCommand({
      Bucket: pick(outputs.buckets, 'data'),
      Key: `programs/current/${program.programId}.json`,
      Body: JSON.stringify({ hash, program }),
    }),
  );
  return program.programId;
};
