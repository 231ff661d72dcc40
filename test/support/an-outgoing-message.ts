import type { OutgoingMessage } from '../../lambdas/delivery/ports.ts';

const common = { notificationId: 'a'.repeat(32), attempt: 2, marketplace: 'US', validForSeconds: 600, headers: {} };

export const anSms = (overrides: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...{ ...common, to: '+12025550123', from: '+12025550100', content: { kind: 'sms', text: 'Hi Ann', parts: 1 } },
  ...overrides,
});

export const anEmail = (overrides: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  ...{ ...common, to: 'ann@example.com', from: 'Herald <hi@herald.example>' },
  content: { kind: 'email', subject: 'Hi', html: '<p>Hi Ann</p>', text: 'Hi Ann' },
  headers: { 'List-Unsubscribe': '<https://pages.example/u/1>' },
  ...overrides,
});
