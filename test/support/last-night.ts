// The night that tests run: of yesterday, because what it stores lives by the clock of what is deployed.
const dayLong = 86_400_000;
const began = Date.now();

/** The UTC day so many days before today, as yyyy-mm-dd; the same for a whole test file, also when midnight passes. */
export const daysAgo = (days: number): string => new Date(began - days * dayLong).toISOString().slice(0, 10);

export const night = daysAgo(1);
