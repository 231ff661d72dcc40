import type { WebhookLog } from '../ports.ts';

/** The fake of WebhookLog. */
export const memoryWebhookLog = (): WebhookLog => {
  const done = new Set<string>();
  return {
    begin: async (ids) => (ids.some((id) => done.has(id)) ? 'done' : 'new'),
    finish: async (ids) => {
      for (const id of ids) done.add(id);
    },
  };
};
