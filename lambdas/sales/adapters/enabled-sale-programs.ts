import type { Clock } from '../../shared/clock.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import type { SaleProgram } from '../../shared/programs/sale-program-schema.ts';
import type { SalePrograms } from '../ports.ts';

type Found = { hash: string; program: SaleProgram };
const KEEP_MS = 60_000;

/** Programs of kind `sale` as deployed, read at most once a minute; the first by id that serves the marketplace. */
export const enabledSalePrograms = (programs: Pick<ProgramStore<AnyProgram>, 'list'>, clock: Clock): SalePrograms => {
  let kept: { until: number; all: Found[] } | undefined;
  const all = async (): Promise<Found[]> => {
    const now = clock.now().getTime();
    if (kept && kept.until > now) return kept.all;
    const listed = await programs.list();
    const found = listed.flatMap(({ hash, program }) =>
      program.kind === 'sale' && program.enabled ? [{ hash, program }] : [],
    );
    kept = { until: now + KEEP_MS, all: found.sort((a, b) => (a.program.programId < b.program.programId ? -1 : 1)) };
    return kept.all;
  };
  return {
    enabled: all,
    current: async (marketplace) => {
      const serves = ({ program }: Found) =>
        marketplace === undefined || program.marketplaces.some((code) => code === marketplace);
      const found = (await all()).find(serves);
      if (found) return found;
      throw new NotFoundError(`No enabled program reminds of sales${marketplace ? ` in ${marketplace}` : ''}`, {
        whatToDo: 'Deploy a program of kind sale with this marketplace (programs/README.md).',
      });
    },
  };
};
