// A small night of a program of its own: so many good customers, ready to run.
import { night } from './last-night.ts';
import type { Ended } from './runs.ts';
import { run } from './runs.ts';
import { putCustomer, putProduct } from './seed-facts.ts';
import { aProgram, deliveriesQuery, deployProgram, uniqueId } from './test-programs.ts';

export { night } from './last-night.ts';
export type Night = { programId: string; customers: string[]; productId: string };

/** @param overrides of the program, such as its scoring model */
export const aNight = async (
  name: string,
  customers: number,
  overrides: Record<string, unknown> = {},
): Promise<Night> => {
  const programId = uniqueId(name);
  const ids = Array.from({ length: customers }, (_, n) => `${programId}-c${n}`);
  const productId = `${programId}-p`;
  await Promise.all([...ids.map((customerId) => putCustomer({ customerId })), putProduct({ productId })]);
  const query = deliveriesQuery({ [night]: ids.map((customerId) => ({ customerId, productId })) });
  await deployProgram(aProgram(programId, { query, ...overrides }));
  return { programId, customers: ids, productId };
};

export const runNight = ({ programId }: Night): Promise<Ended> => run('batch-ingestion', { programId, day: night });
