/** The day before `now` in UTC, yyyy-mm-dd. */
export const yesterday = (now: Date): string => new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10);
