import { expect, it } from 'vitest';
import { zoneWhereItIs } from './zones.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const hourIn = (timeZone: string, now: Date): number =>
  Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));

it('there is a zone for every hour of the day, at every hour', () => {
  for (const utc of hours) {
    const now = new Date(Date.UTC(2026, 10, 21, utc, 30));
    expect(hours.map((hour) => hourIn(zoneWhereItIs(hour, now), now))).toEqual(hours);
  }
});
