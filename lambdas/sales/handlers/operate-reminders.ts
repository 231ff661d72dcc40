import * as z from 'zod';
import type { DemandStore } from '../ports.ts';
import { routeFanFields } from './opt-in/fan-call.ts';
import { createForgetMe } from './opt-in/forget-me.ts';
import { createMyReminders } from './opt-in/my-reminders.ts';
import { createRemindLateFan } from './opt-in/remind-late-fan.ts';
import { createRemindMe, type RemindMeDeps } from './opt-in/remind-me.ts';

export type OperateRemindersDeps = RemindMeDeps & { demand: DemandStore };

/** What Herald's own functions ask for (port LateReminders); no resolver hands over such an event. */
const lateCall = z.object({ lateFor: z.string().min(1) });

/** Answers a fan's own fields, who the fan is says the verified identity; and makes the reminders a fan has missed. */
export const createOperateReminders = (deps: OperateRemindersDeps): ((event: unknown) => Promise<unknown>) => {
  const remindLateFan = createRemindLateFan(deps);
  const answer = routeFanFields({
    remindMe: createRemindMe(deps),
    forgetMe: createForgetMe(deps),
    myReminders: createMyReminders(deps),
  });
  return async (event) => {
    const late = lateCall.safeParse(event);
    return late.success ? remindLateFan(late.data.lateFor) : answer(event);
  };
};
