// The one way reminders are made: for pages of fans by the scheduler, and for one fan who opts in late.
import type { ContactBook, NotificationRequest, RequestNotifications } from '../../../delivery/index.ts';
import type { PinnedProgram } from '../../../shared/programs/pinned-program.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';
import type { Demand } from '../../domain/demand.ts';
import { isAnnouncedTo } from '../../domain/presale.ts';
import type { SaleProgramInForce } from '../../ports.ts';
import { type Announcement, reminderRequests } from './reminder-request.ts';

export type RemindFansDeps = {
  contacts: Pick<ContactBook, 'get'>;
  request: RequestNotifications;
};
/** Reminders by outcome: `granted`, `waiting`, `exists`, `refused:<reason>`, `not-verified`, `other-market`, `no-link`, `channel-off:<channel>`. */
export type OutcomeCounts = Record<string, number>;

/** Asked of the gate at once; it works on 16 customers side by side. */
const requestsPerCall = 500;
const callsAtOnce = 2;

/** Asks the gate for every fan's reminders of one sale. Safe to repeat: a reminder that exists is not made again. */
export const remindFans =
  ({ contacts, request }: RemindFansDeps) =>
  async (
    fans: readonly Demand[],
    about: Omit<Announcement, 'program' | 'marketplaces'>,
    { inForce, now }: { inForce: SaleProgramInForce; now: Date },
  ): Promise<OutcomeCounts> => {
    const counts: OutcomeCounts = {};
    const count = (outcome: string) => {
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    };
    const { program, marketplaces } = inForce.pinned;
    const invited = fans.filter(({ marketplace, verifiedFanPresales }) => {
      const here = program.marketplaces.some((code) => code === marketplace);
      const announced = isAnnouncedTo(about.sale, verifiedFanPresales);
      if (!here) count('other-market');
      else if (!announced) count('not-verified');
      return here && announced;
    });
    const known = await contacts.get(invited.map(({ customerId }) => customerId));
    const wishes = invited.map((demand) =>
      reminderRequests(demand, known.get(demand.customerId), { ...about, program, marketplaces }),
    );
    for (const reason of wishes.flatMap(({ unable }) => unable)) count(reason);
    const context = { program: inForce.pinned as PinnedProgram<SaleProgram>, templateHash: inForce.templateHash, now };
    const slices = slicesOf(wishes.map(({ requests }) => requests));
    const worker = async (): Promise<void> => {
      for (let slice = slices.pop(); slice; slice = slices.pop()) {
        for (const { outcome, reason } of await request(slice, context))
          count(outcome === 'refused' ? `refused:${reason}` : outcome);
      }
    };
    await Promise.all(Array.from({ length: Math.min(callsAtOnce, slices.length) }, worker));
    return counts;
  };

/** A customer's requests stay together: the gate settles them one after another. */
const slicesOf = (byFan: readonly NotificationRequest[][]): NotificationRequest[][] => {
  const slices: NotificationRequest[][] = [];
  for (const own of byFan) {
    const last = slices.at(-1);
    if (last && last.length + own.length <= requestsPerCall) last.push(...own);
    else if (own.length > 0) slices.push([...own]);
  }
  return slices;
};
