import type { DemandStore } from '../ports.ts';
import { routeFanFields } from './opt-in/fan-call.ts';
import { createForgetMe } from './opt-in/forget-me.ts';
import { createMyReminders } from './opt-in/my-reminders.ts';
import { createRemindMe, type RemindMeDeps } from './opt-in/remind-me.ts';

export type OperateRemindersDeps = RemindMeDeps & { demand: DemandStore };

/** Answers a fan's own fields; who the fan is says the verified identity. */
export const createOperateReminders = (deps: OperateRemindersDeps): ((event: unknown) => Promise<unknown>) =>
  routeFanFields({
    remindMe: createRemindMe(deps),
    forgetMe: createForgetMe(deps),
    myReminders: createMyReminders(deps),
  });
