import type { SaleProgram } from '../../shared/programs/sale-program-schema.ts';
import type { CachedEvent } from '../domain/event.ts';
import { suppressionOf } from '../domain/suppression.ts';

/** `EventDetails` of the schema. Without a program nobody is reminded of sales there: suppressed as `market`. */
export const eventView = (
  event: CachedEvent,
  { program, stale }: { program: SaleProgram | undefined; stale: boolean },
) => {
  const { revision, refreshAfter, segment, countryCode, ...shown } = event;
  const reason = program ? suppressionOf(event, program.sales.suppression).event : 'market';
  return { ...shown, isSuppressed: reason !== undefined, suppressionReason: reason ?? null, stale };
};
