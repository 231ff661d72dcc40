import type { PolicyStore } from '../../../delivery/index.ts';
import type { SaleProgram } from '../../../shared/programs/sale-program-schema.ts';
import type { ContactChannel } from '../../domain/records.ts';

type Wish = { customerId: string; channels: readonly ContactChannel[]; program: SaleProgram; now: Date };

/** Whoever asks to be reminded agrees to be, also if they had said otherwise before. Writes only what is not said yet. */
export const recordConsent = async (
  policies: Pick<PolicyStore, 'read' | 'setConsent' | 'setOptOut'>,
  { customerId, channels, program, now }: Wish,
): Promise<void> => {
  const { purpose } = program.delivery;
  const { programId } = program;
  const read = await policies.read({ customerIds: [customerId], addressHashes: [] });
  const policy = read.policies.get(customerId);
  for (const channel of channels) {
    if (policy?.consent[purpose]?.[channel]?.granted) continue;
    const consent = { purpose, channel, granted: true, at: now.toISOString(), source: 'remind-me' };
    await policies.setConsent(customerId, consent);
  }
  if (policy?.optOuts.includes(programId)) await policies.setOptOut(customerId, { programId, out: false });
};
