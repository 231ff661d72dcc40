// A reactive program of a test's own: a copy of the deployed one, with its texts, put where Terraform puts programs.
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import type { ReactiveProgram } from '../../lambdas/shared/programs/reactive-program-schema.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { aPinnedReactiveProgram } from './a-pinned-reactive-program.ts';
import { outputs, s3 } from './local-cloud.ts';

const Bucket = pick(outputs.buckets, 'data');
const put = (Key: string, value: unknown) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: JSON.stringify(value), ContentType: 'application/json' }));

const templates = async (): Promise<object> => {
  const Key = 'templates/current/predictive-issue-resolution.json';
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return JSON.parse((await Body?.transformToString()) ?? '{}');
};

/** Without a holdout, so that everybody is written to. `remove` takes it away: who lists programs finds it no more. */
export const deployReactiveCopy = async (
  programId: string,
  change: (program: ReactiveProgram) => Partial<ReactiveProgram> = () => ({}),
): Promise<PinnedProgram<ReactiveProgram> & { remove(): Promise<unknown> }> => {
  const { program, marketplaces } = aPinnedReactiveProgram({ programId });
  const { holdout: _none, ...delivery } = program.delivery;
  const own = { ...program, delivery };
  const copy = { hash: `${programId}-1`, program: { ...own, ...change(own) }, marketplaces };
  await put(`programs/pinned/${programId}/${copy.hash}.json`, copy);
  await put(`templates/current/${programId}.json`, { ...(await templates()), programId });
  await put(`programs/current/${programId}.json`, { hash: copy.hash, program: copy.program });
  const Key = `programs/current/${programId}.json`;
  return { ...copy, remove: () => s3.send(new DeleteObjectCommand({ Bucket, Key })) };
};
