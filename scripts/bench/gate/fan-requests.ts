// Reminders of one sale for the gate's benches: fans with a month of messages behind them, as the policy table knows them.
import {
  type MemoryDeliveryTables,
  memoryDeliveryTables,
} from '../../../lambdas/delivery/adapters/memory-delivery-tables.ts';
import type { NotificationRequest } from '../../../lambdas/delivery/index.ts';
import type { AnyProgram } from '../../../lambdas/shared/programs/any-program.ts';
import type { PinnedProgram } from '../../../lambdas/shared/programs/pinned-program.ts';
import { loadMarketplacesFile } from '../../programs/load-marketplaces.ts';
import { loadProgramFile } from '../../programs/load-program.ts';

/** Noon in New York: nobody's quiet hours. */
export const gateNow = new Date('2026-11-20T17:00:00.000Z');
const saleStartsAt = '2026-11-20T17:30:00.000Z';
const dayMs = 86_400_000;
/** Messages a fan got in the last month; the caps count them. */
export const earlierGrants = 5;
/** Of a hundred fans so many have opted out of everything, and so many of SMS. */
const [outOfAll, outOfSms] = [2, 3];

/** ticket-sale-reminders as it would be deployed. @throws Error with what is wrong in its file */
export const reminderProgram = (): PinnedProgram<AnyProgram> => {
  const file = 'programs/ticket-sale-reminders.yaml';
  const { program, hash, problems } = { hash: '', ...loadProgramFile(file) };
  if (!program) throw new Error(`${file}: ${JSON.stringify(problems)}`);
  const { marketplaces } = loadMarketplacesFile('programs/marketplaces.yaml');
  if (!marketplaces) throw new Error('programs/marketplaces.yaml is wrong: see make check');
  return { program, hash, marketplaces };
};

/** The n-th fan's reminder, as generate-reminders asks for it. `subject`: the event. */
export const fanRequest = (n: number, subject: string): NotificationRequest => ({
  customerId: `fan-${n}`,
  ...{ subject, occasion: `public@${saleStartsAt}`, step: 'reminder', channel: 'sms' },
  address: `+1202${String(n).padStart(7, '0')}`,
  ...{ marketplace: 'US', locale: 'en-US', zone: 'America/New_York', templateId: 'sale-reminder' },
  variables: {
    ...{ artist: 'The Examples', eventName: 'The Examples: Autumn Tour', city: 'New York', venue: 'Example Garden' },
    ...{ saleStartsAt, zone: 'America/New_York', url: 'https://bit.ly/3XaMpLe' },
  },
  expiresAt: saleStartsAt,
  campaignId: `ticket-sale-reminders:${subject}:public`,
});

/** What the tables know of that many fans. */
export const tablesOf = (fans: number): MemoryDeliveryTables => {
  const tables = memoryDeliveryTables();
  for (let n = 0; n < fans; n += 1) tables.policies.set(`fan-${n}`, policyOf(n));
  return tables;
};

const policyOf = (n: number) => {
  const grants = Object.fromEntries(
    Array.from({ length: earlierGrants }, (_, earlier) => [
      `earlier-${n}-${earlier}`,
      { at: new Date(gateNow.getTime() - (earlier * 6 + 1) * dayMs).toISOString(), programId: 'other', channel: 'sms' },
    ]),
  ) as Record<string, { at: string; programId: string; channel: 'sms' }>;
  const said = { granted: n % 100 >= outOfAll + outOfSms, at: gateNow.toISOString(), source: 'remind-me' };
  return {
    ...{ customerId: `fan-${n}`, version: earlierGrants + 1, grants },
    consent: { service: { sms: said } },
    optOuts: n % 100 < outOfAll ? ['all'] : [],
  };
};
