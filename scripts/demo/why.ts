// "Why did, or didn't, this person get it?" for one stored and one rejected candidate.
import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import type { DecisionRecord } from '../../lambdas/candidates/domain/decision.ts';
import { graphqlData } from '../local-cloud/graphql-client.ts';
import { type Outputs, pick } from '../local-cloud/outputs.ts';
import { localClient } from '../local-cloud/sdk.ts';
import type { DemoRun } from './night.ts';
import { heading } from './print.ts';
import type { Best } from './serving.ts';

type Asked = { customerId: string; subject: string };
export type Decision = {
  subject: string;
  outcome: string;
  rejectedBy: string | null;
  reason: string | null;
  verdicts: { filterId: string; passed: boolean; reason: string; facts: string }[];
  score: { value: number; band: string; scoredBy: string; features: string } | null;
};

/** A rejected candidate of the run, from its decision log in S3. */
const someRejected = async (outputs: Outputs, run: DemoRun): Promise<Asked> => {
  const s3 = new S3Client({ ...localClient(outputs), forcePathStyle: true });
  const Bucket = pick(outputs.buckets, 'data');
  const attempt = run.runId.split(':').at(-1);
  const Prefix = `decisions/program=${run.programId}/day=${run.day}/attempt=${attempt}/`;
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 }));
  const object = await s3.send(new GetObjectCommand({ Bucket, Key: Contents?.[0]?.Key }));
  const lines = gunzipSync((await object.Body?.transformToByteArray()) ?? new Uint8Array())
    .toString('utf8')
    .split('\n');
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as DecisionRecord);
  const rejected =
    records.find((record) => record.rejectedBy === 'frequency-cap') ?? records.find((record) => record.rejectedBy);
  if (!rejected) throw new Error(`No rejected candidate in s3://${Bucket}/${Prefix}`);
  return rejected.candidate;
};

/** What each filter found, with the facts it looked at. */
export const showVerdicts = ({ verdicts }: Pick<Decision, 'verdicts'>): void => {
  for (const { filterId, passed, reason, facts } of verdicts)
    console.log(`  ${passed ? '✓' : '✗'} ${filterId.padEnd(14)} ${reason.padEnd(20)} ${facts}`);
};

const showWhy = async (outputs: Outputs, run: DemoRun, { customerId, subject }: Asked): Promise<void> => {
  const began = performance.now();
  const { why } = await graphqlData<{ why: { decisions: Decision[] } }>(outputs, 'operator', {
    query: `query($c: ID!, $p: ID!, $s: ID!, $r: ID!) {
      why(customerId: $c, programId: $p, subject: $s, runId: $r) {
        decisions {
          subject outcome rejectedBy reason
          verdicts { filterId passed reason facts }
          score { value band scoredBy features }
        }
      }
    }`,
    variables: { c: customerId, p: run.programId, s: subject, r: run.runId },
  });
  const ms = performance.now() - began;
  for (const decision of why.decisions) {
    heading(
      `Why ${decision.rejectedBy ? 'not ' : ''}${customerId}, ${decision.subject}?  (answered in ${ms.toFixed(0)} ms)`,
    );
    showVerdicts(decision);
    if (decision.score) {
      const { value, band, scoredBy, features } = decision.score;
      console.log(`  → ${value.toFixed(4)} (${band}) by ${scoredBy} from ${features}`);
    }
  }
};

export const showWhys = async (outputs: Outputs, run: DemoRun, best: readonly Best[]): Promise<void> => {
  const [stored] = best;
  if (stored) await showWhy(outputs, run, stored);
  await showWhy(outputs, run, await someRejected(outputs, run));
};
