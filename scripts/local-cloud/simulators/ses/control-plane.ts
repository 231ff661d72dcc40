// SES v2's REST-JSON API but for sending: the operations that Terraform's provider 5.100.0 calls, and suppression.
import type { StateFile } from '../kit/state-file.ts';
import { onAccount, onSuppression } from './account.ts';
import type { Call } from './call.ts';
import { onConfigurationSets } from './configuration-sets.ts';
import { onIdentities } from './identities.ts';
import { notFound } from './ses-error.ts';
import type { SesState } from './state.ts';
import { onTags } from './tags.ts';

const COLLECTIONS: Record<string, (state: SesState, call: Call) => unknown> = {
  account: onAccount,
  'configuration-sets': onConfigurationSets,
  identities: onIdentities,
  suppression: onSuppression,
  tags: onTags,
};

/** Does one operation and keeps what it changed. @throws SesError */
export const createControlPlane =
  ({ state, save }: StateFile<SesState>) =>
  (collection: string, call: Call): unknown => {
    const operate = Object.hasOwn(COLLECTIONS, collection) ? COLLECTIONS[collection] : undefined;
    if (!operate) throw notFound(`Operation ${call.method} on ${collection}`);
    const answer = operate(state, call);
    if (call.method !== 'GET') save();
    return answer;
  };
