import type { Answer } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { chosenBy, type PreferencesDeps, preferencesPage } from './preferences-page.ts';

/** Shows what the customer gets and how. */
export const getPreferences = async (deps: PreferencesDeps, { notification }: OpenedCall): Promise<Answer> =>
  preferencesPage(notification, await chosenBy(deps, notification));
