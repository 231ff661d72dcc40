import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { marketplacesSchema } from '../../lambdas/shared/programs/marketplace-schema.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import { type SaleProgram, saleProgramSchema } from '../../lambdas/shared/programs/sale-program-schema.ts';

const read = (file: string): unknown => parse(readFileSync(new URL(`../../programs/${file}`, import.meta.url), 'utf8'));

/** The repository's ticket-sale-reminders program, with overrides of its limits. */
export const aPinnedSaleProgram = (optIn: Partial<SaleProgram['sales']['optIn']> = {}): PinnedProgram<SaleProgram> => {
  const program = saleProgramSchema.parse(read('ticket-sale-reminders.yaml'));
  const sales = { ...program.sales, optIn: { ...program.sales.optIn, ...optIn } };
  return {
    hash: 'p1',
    program: { ...program, sales },
    marketplaces: marketplacesSchema.parse(read('marketplaces.yaml')),
  };
};
