import { expect, it } from 'vitest';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import type { ProgramStore } from '../../lambdas/shared/programs/program-store.ts';

/** @param open a store in which `deployed` is the program in force */
export const programStoreContract = (
  open: (deployed: PinnedProgram) => Promise<ProgramStore>,
  deployed: PinnedProgram,
): void => {
  const { programId } = deployed.program;

  it('knows the program in force', async () => {
    const store = await open(deployed);
    expect(await store.current(programId)).toEqual(deployed);
    expect(await store.current('never-deployed')).toBeUndefined();
    expect((await store.list()).map(({ program }) => program.programId)).toContain(programId);
  });

  it('gives a pinned version back by its hash, and says so when there is none', async () => {
    const store = await open(deployed);
    const older = { ...deployed, hash: 'older', program: { ...deployed.program, shards: 9 } };
    await store.pin(older);
    await store.pin(older);
    expect(await store.pinned(programId, 'older')).toEqual(older);
    await expect(store.pinned(programId, 'never')).rejects.toMatchObject({ name: 'NotFoundError' });
  });
};
