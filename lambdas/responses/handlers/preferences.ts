import type { Notification } from '../../delivery/index.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import { html, type Markup, nothing } from '../domain/html.ts';
import { languageOf } from '../domain/language.ts';
import type { PageRequest } from '../domain/page-request.ts';
import {
  type Bases,
  type Changes,
  type Choices,
  changesOf,
  type channels,
  choicesOf,
  consentKeys,
  type Said,
} from '../domain/preferences.ts';
import { type Texts, texts } from '../domain/texts.ts';
import type { LinkDeps } from '../ports.ts';
import { type Answer, showPage } from './answers.ts';

export type PreferencesDeps = Pick<LinkDeps, 'policies' | 'programs'> & { now: Date };
type Offer = { id: string; name: string };

/** GET shows what the customer gets and how; POST saves what was ticked. */
export const preferences = async (
  deps: PreferencesDeps,
  { customerId, marketplace, locale }: Notification,
  { method, body }: PageRequest,
): Promise<Answer> => {
  const { offers, bases } = await offered(deps, marketplace);
  const ids = offers.map(({ id }) => id);
  const choices = async () => choicesOf(await policyOf(deps, customerId), ids, bases);
  let chosen = await choices();
  if (method === 'POST') {
    const changes = changesOf(chosen, ids, new URLSearchParams(body));
    await save(deps, customerId, changes);
    const counts = { optOuts: changes.optOuts.length, consents: changes.consents.length };
    logger.info('preferences saved', { customer: customerHash(customerId), ...counts });
    chosen = await choices();
  }
  const language = languageOf(locale);
  const words = texts[language];
  const saved = method === 'POST' ? html`<p role="status">${words.saved}</p>` : nothing;
  return showPage(language, words.preferencesTitle, form(words, { offers, chosen, saved }));
};

/** Programs that write to this marketplace's customers, and what counts there while they have said nothing. */
const offered = async (
  { programs }: PreferencesDeps,
  marketplace: string,
): Promise<{ offers: Offer[]; bases: Bases }> => {
  const all = (await programs.list()).filter(({ program }) => program.delivery !== undefined);
  const known = all.flatMap(({ marketplaces }) => Object.entries(marketplaces));
  const bases = known.find(([code]) => code === marketplace)?.[1].consent ?? { marketing: 'opt-in', service: 'opt-in' };
  return { offers: all.map(({ program }) => ({ id: program.programId, name: program.programName })), bases };
};

const policyOf = async ({ policies }: PreferencesDeps, customerId: string): Promise<Said> => {
  const found = await policies.read({ customerIds: [customerId], addressHashes: [] });
  return found.policies.get(customerId) ?? { consent: {}, optOuts: [] };
};

/** One after another: every change is a write of the same versioned item. */
const save = async ({ policies, now }: PreferencesDeps, customerId: string, changes: Changes): Promise<void> => {
  for (const change of changes.optOuts) await policies.setOptOut(customerId, change);
  for (const { key, granted } of changes.consents) {
    const [purpose, channel] = key.split(':') as ['marketing' | 'service', (typeof channels)[number]];
    const record = { granted, at: now.toISOString(), source: 'preferences-page' };
    await policies.setConsent(customerId, { purpose, channel, ...record });
  }
};

const form = (words: Texts, { offers, chosen, saved }: { offers: Offer[]; chosen: Choices; saved: Markup }): Markup =>
  html`${saved}
<form method="post">
<fieldset><legend>${words.programs}</legend>
${offers.map(({ id, name }) => html`<input type="hidden" name="shown" value="${id}">${tick('program', id, name, chosen.programs.has(id))}`)}
${tick('none', 'yes', words.none, chosen.none)}
</fieldset>
<fieldset><legend>${words.channels}</legend>
${consentKeys.map((key) => tick('consent', key, words[key], chosen.consents.has(key)))}
</fieldset>
<button>${words.save}</button>
</form>`;

const tick = (...[name, value, label, checked]: [string, string, string, boolean]): Markup => {
  const state = checked ? html` checked` : nothing;
  return html`<label><input type="checkbox" name="${name}" value="${value}"${state}> ${label}</label>
`;
};
