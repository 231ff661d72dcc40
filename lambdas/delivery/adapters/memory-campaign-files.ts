import { NotFoundError } from '../../shared/errors.ts';
import { manifestsOf } from '../domain/campaign/manifests.ts';
import type { Recipient } from '../domain/campaign/plan.ts';
import type { CampaignFiles } from '../ports.ts';

/** The fake of CampaignFiles. */
export const memoryCampaignFiles = (): CampaignFiles => {
  const kept = new Map<string, Recipient[]>();
  return {
    writeManifests: async (round, recipients) => {
      const manifests = manifestsOf(round, recipients);
      for (const { ref, recipients: own } of manifests) kept.set(ref.key, own);
      return manifests.map(({ ref }) => ref);
    },
    readManifest: async (key) => {
      const found = kept.get(key);
      if (found) return found;
      throw new NotFoundError(`There is no manifest ${key}`, { whatToDo: 'Write it first.' });
    },
  };
};
