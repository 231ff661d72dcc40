// ticket-sale-reminders with one short text in place of its own, and messages that carry it.
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { notificationId } from '../../../lambdas/delivery/domain/notification/notification-id.ts';
import type { TemplateSet } from '../../../lambdas/delivery/domain/templates/template-set.ts';
import { fanRequest, reminderProgram } from '../gate/fan-requests.ts';

const templateHash = 'one-text';
const hourMs = 3_600_000;

export const loadTemplates = () => {
  const program = reminderProgram();
  const templates: TemplateSet = {
    ...{ programId: program.program.programId, hash: templateHash },
    templates: [
      {
        ...{ templateId: 'sale-reminder', channel: 'sms', fallbackLocale: 'en', schema: {}, sample: {} },
        locales: { en: { channel: 'sms', text: 'Tickets from 12:30. bit.ly/3XaMpLe', shorten: [] } },
      },
    ],
  };
  return { program, templates };
};

/** Queued reminders by SMS, due at noon, so that no quiet hours are in the way. */
export const queuedTexts = (count: number): Notification[] => {
  const { program } = loadTemplates();
  const { programId } = program.program;
  const noon = '2026-11-20T17:00:00.000Z';
  return Array.from({ length: count }, (_, n) => {
    const request = { ...fanRequest(n, 'event-3'), variables: {} };
    return {
      ...request,
      ...{ id: notificationId(programId, request), programId, programHash: program.hash, templateHash },
      ...{ purpose: 'service', priority: 'normal', addressHash: `hash-${n}`, state: 'queued', dueAt: noon },
      ...{ provider: 'end-user-messaging', attempts: [], createdAt: noon, updatedAt: noon, revision: 1, date: {} },
      expiresAt: new Date(Date.now() + hourMs).toISOString(),
    };
  });
};
