// What an e-mail campaign uses beside its messages: its candidates are listed, looked up and marked.
import { type DeliveryUse, scaled } from './delivery-cost.ts';

/** Read units of a recipient: its place in the list, candidate, product, flags. */
const readsPerRecipient = 2;
/**
 * `contacted`: candidate and its entry in `bySubjectDay`, and the serving item and its index entry that go, in one
 * transaction: two units for each item and one for each entry.
 */
const writesPerRecipient = 6;
/** lambdas/delivery/domain/campaign/manifests.ts, and states of campaign-delivery for each manifest and around them. */
const [recipientsPerManifest, transitionsPerManifest, outerTransitions] = [1_000, 2, 12];

/** @param email what e-mail reminders used, measured: the messages' own way is the same */
export const campaignUse = (email: DeliveryUse, recipients: number): DeliveryUse => {
  const messages = scaled(email, recipients);
  return {
    ...messages,
    writeUnits: messages.writeUnits + writesPerRecipient * recipients,
    readUnits: messages.readUnits + readsPerRecipient * recipients,
    transitions: outerTransitions + transitionsPerManifest * Math.ceil(recipients / recipientsPerManifest),
  };
};
