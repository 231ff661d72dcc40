/** Reload, back button, a second tap: what was used opens for a day more, and answers the same. */
const stillOpenMs = 86_400_000;

/** What is known about a link beside its token. `usedAt`: ISO 8601. */
export type LinkState = { revoked: boolean; usedAt?: string };

/** Whether a link opens nothing any more: taken back by us, or used a day ago. */
export const isOver = ({ revoked, usedAt }: LinkState, now: Date): boolean =>
  revoked || (usedAt !== undefined && now.getTime() - Date.parse(usedAt) >= stillOpenMs);
