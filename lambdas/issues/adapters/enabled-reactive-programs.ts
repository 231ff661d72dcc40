import type { Clock } from '../../shared/clock.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { ProgramStore } from '../../shared/programs/program-store.ts';
import type { ReactivePrograms } from '../ports.ts';

type Enabled = Awaited<ReturnType<ReactivePrograms['enabled']>>;
const KEEP_MS = 60_000;

/** Programs of kind `reactive` as deployed, by id, read at most once a minute. */
export const enabledReactivePrograms = (
  programs: Pick<ProgramStore<AnyProgram>, 'list'>,
  clock: Clock,
): ReactivePrograms => {
  let kept: { until: number; all: Enabled } | undefined;
  return {
    enabled: async () => {
      const now = clock.now().getTime();
      if (kept && kept.until > now) return kept.all;
      const found = (await programs.list()).flatMap(({ hash, program }) =>
        program.kind === 'reactive' && program.enabled ? [{ hash, program }] : [],
      );
      kept = { until: now + KEEP_MS, all: found.sort((a, b) => (a.program.programId < b.program.programId ? -1 : 1)) };
      return kept.all;
    },
  };
};
