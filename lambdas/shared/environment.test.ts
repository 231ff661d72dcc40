import { expect, it } from 'vitest';
import * as z from 'zod';
import { readEnvironment } from './environment.ts';

const schema = z.object({ TABLE_RUNS: z.string().min(1), SHARDS: z.coerce.number().int() });

it('returns typed values', () => {
  expect(readEnvironment(schema, { TABLE_RUNS: 'runs', SHARDS: '4' })).toEqual({ TABLE_RUNS: 'runs', SHARDS: 4 });
});

it('names every missing variable and no value', () => {
  expect(() => readEnvironment(schema, { SHARDS: 'secret' })).toThrow(/SHARDS, TABLE_RUNS$/);
  expect(() => readEnvironment(schema, { SHARDS: 'secret' })).not.toThrow(/secret/);
});
