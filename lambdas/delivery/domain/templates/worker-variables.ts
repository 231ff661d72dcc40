import type { TemplateVariables } from '../notification/notification.ts';
import type { VariableType } from './template-set.ts';

/** Variables that the send worker adds to every message. Templates may use them and don't declare them. */
export const workerVariables: Record<string, VariableType> = {
  unsubscribeUrl: 'url',
  preferencesUrl: 'url',
  /** What the marketplace's law wants under every message (programs/marketplaces.yaml). */
  footer: 'string',
};

/** What they look like, for checks at build time and previews. */
export const workerSample: TemplateVariables = {
  unsubscribeUrl: 'https://pages.herald.example/u/8J3kQw5ZrT0aVb2NxYcD1e',
  preferencesUrl: 'https://pages.herald.example/p/8J3kQw5ZrT0aVb2NxYcD1e',
  footer: 'Herald Inc., 1 Example Street, Springfield',
};
