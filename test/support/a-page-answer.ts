// What the pages API shows of a link: builders with overrides.

export const aSolution = (overrides: Record<string, unknown> = {}) => ({
  language: 'en',
  firstName: 'Ada',
  issue: { type: 'app_crash', appVersion: '2.5.1', severity: 'high' },
  fix: {
    known: true,
    toVersion: '2.5.2',
    steps: [
      { step: 'update', recommended: true, url: 'https://store.example/app' },
      { step: 'clear-cache', recommended: false },
      { step: 'reinstall', recommended: false },
      { step: 'callback', recommended: false },
    ],
  },
  state: 'open',
  ...overrides,
});

export const aReview = (overrides: Record<string, unknown> = {}) => ({
  language: 'en',
  firstName: 'Ada',
  product: { title: 'Desk lamp “Lumen”' },
  ...overrides,
});

export const aSatisfaction = (overrides: Record<string, unknown> = {}) => ({
  language: 'en',
  about: 'resolution',
  answered: false,
  ...overrides,
});

export const anUnsubscribe = (overrides: Record<string, unknown> = {}) => ({
  language: 'en',
  program: 'Product Reviews',
  ...overrides,
});

export const preferences = (overrides: Record<string, unknown> = {}) => ({
  language: 'en',
  none: false,
  programs: [
    { id: 'product-reviews', name: 'Product Reviews', out: false },
    { id: 'ticket-sale-reminders', name: 'Ticket Sale Reminders', out: true },
  ],
  purposes: [
    { purpose: 'marketing', channel: 'email', granted: false },
    { purpose: 'marketing', channel: 'sms', granted: false },
    { purpose: 'service', channel: 'email', granted: true },
    { purpose: 'service', channel: 'sms', granted: true },
  ],
  ...overrides,
});
