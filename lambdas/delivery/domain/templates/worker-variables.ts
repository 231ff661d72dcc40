import type { LinkPurpose } from '../links/link-purpose.ts';
import type { TemplateVariables } from '../notification/notification.ts';
import type { VariableType } from './template-set.ts';

/** Links that the send worker makes, and what they open. Those to our pages are made where a template uses them. */
export const workerLinks = {
  unsubscribeUrl: 'unsubscribe',
  preferencesUrl: 'preferences',
  solutionUrl: 'solution',
  reviewUrl: 'review',
  satisfactionUrl: 'satisfaction',
} as const satisfies Record<string, LinkPurpose>;

/** Variables that the send worker adds to messages. Templates may use them and don't declare them. */
export const workerVariables: Record<string, VariableType> = {
  ...(Object.fromEntries(Object.keys(workerLinks).map((name) => [name, 'url'])) as Record<string, 'url'>),
  /** What the marketplace's law wants under every message (programs/marketplaces.yaml). */
  footer: 'string',
};

/** What they look like, for checks at build time and previews. */
export const workerSample: TemplateVariables = {
  unsubscribeUrl: 'https://pages.herald.example/u/8J3kQw5ZrT0aVb2NxYcD1e',
  preferencesUrl: 'https://pages.herald.example/p/8J3kQw5ZrT0aVb2NxYcD1e',
  solutionUrl: 'https://herald.example/s/k1.8J3kQw5ZrT0aVb2NxYcD1e8J3kQw5ZrT0aVb2NxYcD1e8J3kQw',
  reviewUrl: 'https://herald.example/r/k1.8J3kQw5ZrT0aVb2NxYcD1e8J3kQw5ZrT0aVb2NxYcD1e8J3kQw',
  satisfactionUrl: 'https://herald.example/q/k1.8J3kQw5ZrT0aVb2NxYcD1e8J3kQw5ZrT0aVb2NxYcD1e8J3kQw',
  footer: 'Herald Inc., 1 Example Street, Springfield',
};
