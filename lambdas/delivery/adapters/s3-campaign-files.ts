import { packLines, unpackLines } from '../../candidates/index.ts';
import type { Objects } from '../../shared/aws/s3-objects.ts';
import { NotFoundError } from '../../shared/errors.ts';
import { manifestsOf } from '../domain/campaign/manifests.ts';
import type { Recipient } from '../domain/campaign/plan.ts';
import type { CampaignFiles } from '../ports.ts';

/** Manifests as gzipped JSON Lines under `campaigns/` of the data bucket. */
export const s3CampaignFiles = (objects: Objects): CampaignFiles => ({
  writeManifests: async (round, recipients) => {
    const manifests = manifestsOf(round, recipients);
    for (const { ref, recipients: own } of manifests)
      await objects.put(ref.key, await packLines(own), 'application/gzip');
    return manifests.map(({ ref }) => ref);
  },
  readManifest: async (key) => {
    const packed = await objects.get(key);
    if (packed) return unpackLines<Recipient>(packed);
    throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, {
      whatToDo: 'Start the campaign again: it writes its manifests anew, and nobody is written to twice.',
    });
  },
});
