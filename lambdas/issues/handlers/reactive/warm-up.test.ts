import { expect, it } from 'vitest';
import { aPinnedReactiveProgram } from '../../../../test/support/a-pinned-reactive-program.ts';
import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import { type WarmUpDeps, warmUp } from './warm-up.ts';

const plain = aPinnedReactiveProgram();
const called = (programId: string, enabled = true): PinnedProgram<AnyProgram> => ({
  ...plain,
  program: { ...plain.program, programId, enabled },
});

/** @param gone programs that are listed and then not there any more */
const aWarmUp = (programs: PinnedProgram<AnyProgram>[], gone: readonly string[] = []) => {
  const warm: string[] = [];
  const does = async <T>(what: string, answer: T): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, 1)); // after those that fail at once
    warm.push(what);
    return answer;
  };
  const deps: WarmUpDeps = {
    programs: { list: async () => programs },
    ready: { get: (id) => (gone.includes(id) ? Promise.reject(new Error(`no ${id}`)) : does(id, {} as never)) },
    secrets: () => does('secrets', undefined),
    issues: { claim: () => does('claim', undefined) },
    facts: { customers: () => does('customers', new Map()), support: () => does('support', new Map()) },
    features: { fetch: () => does('features', new Map()) },
    policies: { read: () => does('policies', { policies: new Map(), suppressed: new Map() }) },
    contacts: { get: () => does('contacts', new Map()) },
  };
  return { warm, run: () => warmUp(deps) };
};

it('makes every enabled program ready and opens every connection', async () => {
  const { warm, run } = aWarmUp([called('one'), called('off', false), called('two')]);
  await run();
  expect(warm.sort()).toEqual(
    ['one', 'two', 'secrets', 'claim', 'customers', 'support', 'features', 'policies', 'contacts'].sort(),
  );
});

it('tells what failed when everything else is warm', async () => {
  const { warm, run } = aWarmUp([called('gone'), called('there')], ['gone']);
  await expect(run()).rejects.toThrow('no gone');
  expect(warm).toEqual(expect.arrayContaining(['there', 'secrets', 'contacts']));
});
