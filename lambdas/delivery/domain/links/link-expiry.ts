import type { AnyProgram } from '../../../shared/programs/any-program.ts';
import type { LinkPurpose } from './link-purpose.ts';

const hour = 3_600_000;
/** Links work as long as their message's ledger record is kept, unless the program says otherwise. */
const keptForMs = 90 * 24 * hour;

/**
 * When a link of a message stops working, ISO 8601: the solution and the satisfaction page by the program's `resolution`.
 * @param createdAt of the notification, ISO 8601
 */
export const linkExpiry = (purpose: LinkPurpose, program: AnyProgram, createdAt: string): string =>
  new Date(Date.parse(createdAt) + lifeOf(purpose, program)).toISOString();

const lifeOf = (purpose: LinkPurpose, program: AnyProgram): number => {
  if (program.kind !== 'reactive') return keptForMs;
  const { linkHours, satisfactionLinkDays } = program.resolution;
  if (purpose === 'solution') return linkHours * hour;
  return purpose === 'satisfaction' ? satisfactionLinkDays * 24 * hour : keptForMs;
};
