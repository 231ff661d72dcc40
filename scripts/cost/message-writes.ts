// DynamoDB's units for one message's life in the ledger, from how it is kept (terraform/modules/storage, adapters).

/** What was counted of one message. Bytes: of its item and its customer's policy item. `revision`: writes in all. */
export type MessageWrites = { revision: number; itemBytes: number; policyBytes: number };

const unitBytes = 1_024;
const units = (bytes: number): number => Math.ceil(bytes / unitBytes);

/** Indexes `byCustomer` and `byCampaign` hold whole items and follow every write. */
const wholeIndexes = 2;
/** `byProgramDay` and `byDue`: keys only, entered with the message. */
const keysOnInsert = 2;
/** Afterwards `byDue` follows what waits: an entry that moves is deleted and put. */
const dueMoves = 2;
/** `byProviderId`: once, with the provider's answer. */
const providerId = 1;

/**
 * Write units of a message: the grant is a transaction (twice the units) of the message, the policy item and a check of the
 * contact point; every later write is a conditional put.
 */
export const writeUnits = ({ revision, itemBytes, policyBytes }: MessageWrites): number => {
  const item = units(itemBytes);
  const grant = 2 * (item + units(policyBytes) + 1) + wholeIndexes * item + keysOnInsert;
  const later = (revision - 1) * (item + wholeIndexes * item + dueMoves);
  return grant + later + (revision > 1 ? providerId : 0);
};

/** A strongly consistent read of up to 4 KB is one unit, an eventually consistent one half. */
const [strong, eventual] = [1, 0.5];

/**
 * Read units of a message: contact (eventual); policy item and suppression when the gate decides, and again right before it is
 * sent, with the message itself. The list of fans costs a unit for about ten of them.
 */
export const readUnits = (attempts: number): number => eventual + 2 * strong + 0.1 + attempts * 3 * strong;
