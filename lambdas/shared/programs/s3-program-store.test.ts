import { expect, it } from 'vitest';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';
import { aPinnedReactiveProgram } from '../../../test/support/a-pinned-reactive-program.ts';
import { s3AnyProgramStore, s3ProgramStore } from './s3-program-store.ts';

const batch = aPinnedProgram();
const reactive = aPinnedReactiveProgram();

/** The data bucket as Terraform leaves it. */
const bucket = () => {
  const files = new Map<string, string>([['programs/marketplaces.json', JSON.stringify(batch.marketplaces)]]);
  for (const { hash, program } of [batch, reactive])
    files.set(`programs/current/${program.programId}.json`, JSON.stringify({ hash, program }));
  const get = async (key: string) => (files.has(key) ? Buffer.from(files.get(key) ?? '') : undefined);
  const list = async (prefix: string) => [...files.keys()].filter((key) => key.startsWith(prefix));
  const unused = async () => {
    throw new Error('not asked for');
  };
  return { bucket: 'data', get, list, stream: unused, put: unused, folders: unused, removeAll: unused };
};

it('gives those who run batches no program of another kind, and does not stumble over one', async () => {
  const store = s3ProgramStore(bucket());
  expect((await store.list()).map(({ program }) => program.kind)).toEqual(['batch']);
  expect(await store.current(reactive.program.programId)).toBeUndefined();
});

it('gives everybody else all of them, with their defaults', async () => {
  const kinds = (await s3AnyProgramStore(bucket()).list()).map(({ program }) => program.kind);
  expect(kinds.sort()).toEqual(['batch', 'reactive']);
});
