import { expect, it } from 'vitest';
import { aPinnedProgram } from '../../../../test/support/a-pinned-program.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import { recentPrograms } from './recent-programs.ts';

const open = (deployed: PinnedProgram | undefined) => {
  const world = { deployed, reads: 0, now: Date.parse('2026-11-20T12:00:00Z') };
  const current = async () => {
    world.reads += 1;
    return world.deployed;
  };
  return { world, recent: recentPrograms({ current }, { now: () => new Date(world.now) }) };
};

it('reads a program once in half a minute, then sees a deployment', async () => {
  const { world, recent } = open(aPinnedProgram());
  await recent('product-reviews');
  world.deployed = { ...aPinnedProgram(), hash: 'h2' };
  world.now += 29_999;
  expect(await recent('product-reviews')).toMatchObject({ hash: 'h1' });
  expect(world.reads).toBe(1);
  world.now += 1;
  expect(await recent('product-reviews')).toMatchObject({ hash: 'h2' });
});

it('asks again for a program that was not there', async () => {
  const { world, recent } = open(undefined);
  await expect(recent('product-reviews')).rejects.toMatchObject({ name: 'NotFoundError' });
  world.deployed = aPinnedProgram();
  expect(await recent('product-reviews')).toMatchObject({ hash: 'h1' });
});
