import type { Notification } from '../../../delivery/index.ts';
import { languageOf } from '../../domain/language.ts';
import { type Bases, type Choices, choicesOf, type Offer } from '../../domain/preferences.ts';
import type { LinkDeps, Policies } from '../../ports.ts';
import { type Answer, json } from '../answers.ts';

export type PreferencesDeps = Pick<LinkDeps, 'programs'> & { policies: Policies };

/** What the customer has chosen by now, of what is on offer in their marketplace. */
export const chosenBy = async (
  { programs, policies }: PreferencesDeps,
  { customerId, marketplace }: Notification,
): Promise<Choices> => {
  const [{ offers, bases }, found] = await Promise.all([
    offered(programs, marketplace),
    policies.read({ customerIds: [customerId], addressHashes: [] }),
  ]);
  return choicesOf(found.policies.get(customerId) ?? { consent: {}, optOuts: [] }, offers, bases);
};

export const preferencesPage = ({ locale }: Notification, choices: Choices): Answer =>
  json({ language: languageOf(locale), ...choices });

/** Programs that write to customers, and what counts in the marketplace while they have said nothing. */
const offered = async (
  programs: LinkDeps['programs'],
  marketplace: string,
): Promise<{ offers: Offer[]; bases: Bases }> => {
  const all = (await programs.list()).filter(({ program }) => program.delivery !== undefined);
  const known = all.flatMap(({ marketplaces }) => Object.entries(marketplaces));
  const bases = known.find(([code]) => code === marketplace)?.[1].consent ?? { marketing: 'opt-in', service: 'opt-in' };
  return { offers: all.map(({ program }) => ({ id: program.programId, name: program.programName })), bases };
};
