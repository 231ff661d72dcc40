// What the contact policy knows about a customer: consent, opt-outs and the grants of the last weeks.
import { bigCustomerNumber, type GeneratedCustomer } from './customer.ts';
import { evenSpread, shareOf } from './even-spread.ts';
import { type Random, randomFor } from './random.ts';
import { contactShares } from './world-parameters.ts';

const programId = 'product-reviews';
const hour = 3_600_000;
const dayLong = 24 * hour;

type GrantItem = { at: string; programId: string; channel: string };
type ConsentItem = { granted: boolean; at: string; source: string };
/** `consent`: by purpose and channel; `grants`: by notification id. */
export type PolicyItem = {
  pk: string;
  version: number;
  consent: { marketing?: { email: ConsentItem } };
  optOuts: string[];
  grants: Record<string, GrantItem>;
};

const grant = (program: string, at: number, random: Random): [notificationId: string, grant: GrantItem] => {
  const channel = random.chance(0.9) ? 'email' : 'sms';
  const id = `n-${random
    .below(2 ** 31)
    .toString(16)
    .padStart(8, '0')}${random.below(2 ** 31).toString(16)}`;
  return [id, { at: new Date(at).toISOString(), programId: program, channel }];
};

/** Within 30 days before `asOf`, or (long ago) 30 to 31 days before it: those must not count. */
const grantsOf = (count: number, asOf: number, random: Random): [string, GrantItem][] => {
  const grants = Array.from({ length: count }, () =>
    grant(programId, asOf - hour - Math.floor(random.next() * 29 * dayLong), random),
  );
  if (random.chance(contactShares.grantsLongAgo))
    grants.push(grant(programId, asOf - 30 * dayLong - hour - random.below(22) * hour, random));
  if (random.chance(contactShares.grantsOfOthers))
    grants.push(grant('ticket-sale-reminders', asOf - Math.floor(random.next() * 20 * dayLong) - hour, random));
  return grants.sort(([, a], [, b]) => (a.at < b.at ? -1 : 1));
};

const optOutsOf = (draw: number): string[] => {
  if (draw < contactShares.optedOutOfAll) return ['all'];
  return draw < contactShares.optedOut ? [programId] : [];
};

/** What they said when they became customers, within the year before `asOf`. */
const consentOf = (draw: number, asOf: number): PolicyItem['consent'] => {
  const { refused, granted } = contactShares.consent;
  if (draw >= refused + granted) return {};
  const at = new Date(asOf - (30 + Math.floor(draw * 335)) * dayLong).toISOString();
  return { marketing: { email: { granted: draw >= refused, at, source: 'import' } } };
};

/** The `policy` item of a customer, or nothing when there is nothing to remember. `asOf`: midnight UTC after the day. */
export const policyOf = (seed: number, customer: GeneratedCustomer, asOf: number): PolicyItem | undefined => {
  if (customer.number === bigCustomerNumber || !customer.known) return undefined;
  const random = randomFor(seed, 'policy', customer.number);
  const optOuts = optOutsOf(evenSpread(seed, 'optOut', customer.number));
  const count = shareOf(evenSpread(seed, 'grants', customer.number), contactShares.grants);
  const grants = grantsOf(count, asOf, random);
  const consent = consentOf(evenSpread(seed, 'consent', customer.number), asOf);
  const version = grants.length + optOuts.length + Object.keys(consent).length;
  if (version === 0) return undefined;
  return { pk: `C#${customer.customerId}`, version, consent, optOuts, grants: Object.fromEntries(grants) };
};
