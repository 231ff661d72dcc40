/** Tells the time. Domain code never asks by itself: the clock is handed in. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and for `at`. @param iso ISO 8601 */
export const fixedClock = (iso: string): Clock => ({ now: () => new Date(iso) });
