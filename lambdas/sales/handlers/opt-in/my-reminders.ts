import * as z from 'zod';
import type { Contact, ContactBook } from '../../../delivery/index.ts';
import type { Clock } from '../../../shared/clock.ts';
import { channelsOf } from '../../domain/demand.ts';
import type { DemandStore } from '../../ports.ts';
import { type FanHandler, parseFanArguments } from './fan-call.ts';
import { reminderView } from './reminder-view.ts';

export type MyRemindersDeps = {
  demand: Pick<DemandStore, 'ofCustomer'>;
  contacts: Pick<ContactBook, 'get'>;
  clock: Clock;
};

const page = z.object({
  limit: z.number().int().min(1, 'must be at least 1').max(100, 'must be at most 100').default(50),
  nextToken: z.string().max(4_096, 'is too long for a nextToken').exactOptional(),
});

/** The caller's open reminders, by event id. */
export const createMyReminders =
  ({ demand, contacts, clock }: MyRemindersDeps): FanHandler =>
  async (call) => {
    const asked = parseFanArguments(page, call);
    const { customerId } = call;
    const [found, known] = await Promise.all([
      demand.ofCustomer(customerId, { ...asked, now: clock.now() }),
      contacts.get([customerId]),
    ]);
    const contact = known.get(customerId);
    const items = found.items.map((one) =>
      reminderView(
        one,
        channelsOf(one.preference).filter((channel) => !isConfirmed(channel, contact)),
      ),
    );
    return { items, nextToken: found.nextToken ?? null };
  };

const isConfirmed = (channel: 'sms' | 'email', contact: Contact | undefined): boolean =>
  (channel === 'sms' ? contact?.phone : contact?.email) !== undefined;
