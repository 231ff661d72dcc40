import { campaignIdOf, type ManifestRef, type Recipient } from './plan.ts';

const perManifest = 1_000;

type Manifest = { ref: ManifestRef; recipients: Recipient[] };

/** A round's recipients cut by marketplace into manifests of at most a thousand, order kept. */
export const manifestsOf = (
  { programId, runId, round }: { programId: string; runId: string; round: number },
  recipients: readonly Recipient[],
): Manifest[] => {
  const marketplaces = [...new Set(recipients.map(({ marketplace }) => marketplace))].sort();
  const folder = `campaigns/${programId}/${runId.replaceAll(':', '/')}/round=${round}`;
  return marketplaces.flatMap((marketplace) => {
    const own = recipients.filter((recipient) => recipient.marketplace === marketplace);
    return Array.from({ length: Math.ceil(own.length / perManifest) }, (_, index) => {
      const part = own.slice(index * perManifest, (index + 1) * perManifest);
      const key = `${folder}/${marketplace}-${String(index).padStart(4, '0')}.jsonl.gz`;
      return {
        ref: { key, campaignId: campaignIdOf(runId, marketplace), marketplace, recipients: part.length },
        recipients: part,
      };
    });
  });
};
