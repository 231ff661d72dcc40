import type { CaseRow } from './case-row.ts';

/** Long enough for a message to arrive, be read and followed; the errors until then say nothing of what help is worth. */
export const overWithinHours = 24;
/** As long again must have been looked at: an issue that shows itself once a day would else be taken for over. */
const knownAfterHours = 48;
const hour = 3_600_000;

/**
 * Whether the issue was over a day after its case was opened: no error of it came later. Errors are counted for everybody alike,
 * whether help was sent or held out, whether the case is still open, closed, or followed by another.
 * @param at when the rows were collected @returns nothing while it is too early to say
 */
export const isOver = ({ openedAt, lastErrorAt }: CaseRow, at: Date): boolean | undefined => {
  const opened = Date.parse(openedAt);
  if (at.getTime() < opened + knownAfterHours * hour) return undefined;
  return Date.parse(lastErrorAt) <= opened + overWithinHours * hour;
};
