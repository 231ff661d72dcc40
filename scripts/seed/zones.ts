// Zones by the clock on their walls: a test or a bench finds its hour of the day whenever it runs.

/** A zone in which it is that hour now, 0 to 23. */
export const zoneWhereItIs = (hour: number, now = new Date()): string => {
  const ahead = ((hour - now.getUTCHours() + 36) % 24) - 12;
  // POSIX counts west of Greenwich as positive.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
};

/** About noon: no marketplace's quiet hours reach it. */
export const noonZone = (): string => zoneWhereItIs(12);
