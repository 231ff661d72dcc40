import { dueShards } from '../domain/notification/due-bucket.ts';
import type { LedgerOptions } from './dynamodb-notification-ledger.ts';
import { notificationIndexes, programDayOf } from './notification-items.ts';
import { queryPages } from './query-pages.ts';

type ProgramTime = { programId: string; from: string; to: string };

/** Ids of a program's notifications created in [from, to), day by day and shard by shard. */
export async function* idsOfProgram(
  { document, tables }: Pick<LedgerOptions, 'document' | 'tables'>,
  query: ProgramTime,
): AsyncGenerator<string[], void> {
  const from = new Date(query.from).toISOString();
  const to = new Date(query.to).toISOString();
  for (const day of daysBetween(from, to)) {
    for (let shard = 0; shard < dueShards; shard += 1) {
      const pages = queryPages(
        { document, table: tables.notifications },
        {
          index: notificationIndexes.programDay,
          condition: 'programDay = :key AND createdAt BETWEEN :from AND :to',
          values: { ':key': programDayOf(query.programId, day, shard), ':from': from, ':to': to },
        },
      );
      for await (const items of pages)
        yield items.filter(({ createdAt }) => String(createdAt) < to).map(({ id }) => String(id));
    }
  }
}

/** Days (yyyy-mm-dd, UTC) that [from, to) touches. */
const daysBetween = (from: string, to: string): string[] => {
  const days: string[] = [];
  const last = Date.parse(to) - 1;
  for (let at = Date.parse(`${from.slice(0, 10)}T00:00:00Z`); at <= last; at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
};
