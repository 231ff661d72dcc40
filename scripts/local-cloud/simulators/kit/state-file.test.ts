import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openState } from './state-file.ts';

it('finds what was saved, and nothing that was not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'state-'));
  const file = join(folder, 'deeper', 'state.json');
  const first = openState({ names: ['a'] }, file);
  first.state.names.push('b');
  first.save();
  first.state.names.push('lost');
  expect(openState({ names: [] }, file).state).toEqual({ names: ['a', 'b'] });
  await rm(folder, { recursive: true });
});

it('keeps state in memory when there is no file', () => {
  const { state, save } = openState({ count: 1 });
  state.count += 1;
  save();
  expect(state.count).toBe(2);
});
