import { expect, it } from 'vitest';
import { aPinnedSaleProgram } from '../../../test/support/a-pinned-sale-program.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { PinnedProgram } from '../../shared/programs/pinned-program.ts';
import type { SaleProgram } from '../../shared/programs/sale-program-schema.ts';
import { enabledSalePrograms } from './enabled-sale-programs.ts';

const pinned = aPinnedSaleProgram();
const aProgram = (changes: Partial<SaleProgram>): PinnedProgram<AnyProgram> => ({
  ...pinned,
  program: { ...pinned.program, ...changes },
});
const notSale = { ...pinned, program: { programId: 'a-batch', kind: 'batch', enabled: true } } as never;

const open = (...listed: PinnedProgram<AnyProgram>[]) => {
  const world = { now: '2026-11-20T12:00:00.000Z', listed, reads: 0 };
  const list = async () => {
    world.reads += 1;
    return world.listed;
  };
  return { world, programs: enabledSalePrograms({ list }, { now: () => new Date(world.now) }) };
};

it('are those of kind sale that are enabled, by id', async () => {
  const { programs } = open(
    ...[aProgram({ programId: 'b-sales' }), notSale, aProgram({ programId: 'off', enabled: false })],
    aProgram({ programId: 'a-sales' }),
  );
  expect((await programs.enabled()).map(({ program }) => program.programId)).toEqual(['a-sales', 'b-sales']);
});

it('gives the first by id that serves a marketplace, or just the first', async () => {
  const { programs } = open(
    aProgram({ programId: 'b-all', marketplaces: ['US', 'DE'] }),
    aProgram({ programId: 'a-german', marketplaces: ['DE'] }),
  );
  expect((await programs.current('US')).program.programId).toBe('b-all');
  expect((await programs.current('DE')).program.programId).toBe('a-german');
  expect((await programs.current()).program.programId).toBe('a-german');
});

it('says what to deploy when nobody reminds of sales there', async () => {
  const { programs } = open(aProgram({ marketplaces: ['US'] }));
  await expect(programs.current('JP')).rejects.toMatchObject({
    name: 'NotFoundError',
    message: expect.stringContaining('JP'),
  });
  await expect(open().programs.current()).rejects.toMatchObject({ name: 'NotFoundError' });
});

it('reads what is deployed at most once a minute', async () => {
  const { world, programs } = open(aProgram({ programId: 'a-sales' }));
  await programs.current();
  await programs.enabled();
  expect(world.reads).toBe(1);
  world.listed = [aProgram({ programId: 'new-sales' })];
  world.now = '2026-11-20T12:01:00.000Z';
  expect((await programs.current()).program.programId).toBe('new-sales');
});
