// Whether what has expired is really deleted (DynamoDB: "within a few days", usually within 48 hours).

/** `items`: as DynamoDB last counted them (every six hours). `expired`: items of those scanned whose TTL is too long ago. Epoch seconds. */
export type ExpirySample = { items: number; scanned: number; expired: number; oldest?: number };

/** AWS says items are deleted within 48 hours, typically; a day more before anybody is called. */
const graceSeconds = (48 + 24) * 3_600;

/** Epoch seconds: what expired before is overdue. */
export const overdueBefore = (now: Date): number => Math.floor(now.getTime() / 1_000) - graceSeconds;

/** Where in the tables a week's sample begins, 0 to 1: another place each week, the same for a repeated run. */
export const seedOfDay = (day: string): number =>
  (Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000) * 0.618_034) % 1;

/** `estimated`: overdue items of the whole table, as the sample has it. `oldest`: ISO 8601. */
export type ExpiryFigures = {
  table: string;
  items: number;
  scanned: number;
  overdue: number;
  estimated: number;
  oldest?: string;
};

export const expiryFigures = (table: string, { items, scanned, expired, oldest }: ExpirySample): ExpiryFigures => ({
  ...{ table, items, scanned, overdue: expired },
  estimated: scanned === 0 ? 0 : Math.round((expired * Math.max(items, scanned)) / scanned),
  ...(oldest !== undefined && { oldest: new Date(oldest * 1_000).toISOString() }),
});
