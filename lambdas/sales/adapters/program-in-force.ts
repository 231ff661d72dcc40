import type { Programs, TemplateStore } from '../../delivery/index.ts';
import type { Clock } from '../../shared/clock.ts';
import { ConflictError, NotFoundError } from '../../shared/errors.ts';
import type { PinnedProgram } from '../../shared/programs/pinned-program.ts';
import type { SaleProgram } from '../../shared/programs/sale-program-schema.ts';
import type { ProgramInForce, SaleProgramInForce } from '../ports.ts';

type Deps = { programs: Programs; templates: TemplateStore; clock: Clock };
const KEEP_MS = 30_000;

/** Reads a sale program and its texts, archives both, and keeps the answer for half a minute. */
export const programInForce = ({ programs, templates, clock }: Deps): ProgramInForce => {
  const kept = new Map<string, { until: number; found: SaleProgramInForce }>();
  return async (programId) => {
    const now = clock.now().getTime();
    const known = kept.get(programId);
    if (known && known.until > now) return known.found;
    const [pinned, set] = await Promise.all([programs.current(programId), templates.current(programId)]);
    if (pinned?.program.kind !== 'sale') throw noSuch(programId);
    if (!pinned.program.enabled) throw disabled(programId);
    // What a notification was made of must be readable for as long as the notification is.
    await Promise.all([programs.pin(pinned), templates.pin(set)]);
    const found = { pinned: pinned as PinnedProgram<SaleProgram>, templateHash: set.hash };
    kept.set(programId, { until: now + KEEP_MS, found });
    return found;
  };
};

const noSuch = (programId: string) =>
  new NotFoundError(`There is no program ${programId} of kind sale`, {
    whatToDo: 'Check programId; programs of kind sale lie in programs/*.yaml and are put there by a deployment.',
  });

const disabled = (programId: string) =>
  new ConflictError(`Program ${programId} is not enabled`, {
    whatToDo: `Set enabled: true in programs/${programId}.yaml and deploy.`,
  });
