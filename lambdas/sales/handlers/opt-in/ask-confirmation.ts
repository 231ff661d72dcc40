import {
  type AddressHasher,
  type NotificationRequest,
  nextTimeOfDay,
  type RequestNotifications,
} from '../../../delivery/index.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import { TOKEN_HOURS, tokenHash } from '../../domain/contact-token.ts';
import type { Demand } from '../../domain/demand.ts';
import type { ContactChannel } from '../../domain/records.ts';
import type { ContactConfirmations, SaleProgramInForce } from '../../ports.ts';

export type AskConfirmationDeps = {
  confirmations: Pick<ContactConfirmations, 'claim' | 'put'>;
  hasher: AddressHasher;
  request: RequestNotifications;
  /** A new opaque token: 128 random bits, base64url. */
  newToken: () => string;
  /** Base of the pages, without a slash at its end. */
  pagesUrl: string;
};
export type Asking = {
  demand: Demand;
  channel: ContactChannel;
  address: string;
  eventName: string;
  locale: string;
  zone: string;
  inForce: SaleProgramInForce;
  now: Date;
};

/** One customer may ask for this many a day over all contact points: the program limits each contact point. */
const asksPerDay = 10;
const HOUR = 3_600_000;

/**
 * Sends the link that proves a contact point is the customer's. A limit of the contact point is kept silently: an answer
 * would tell that somebody else has it. The customer's own limit is theirs to know.
 * @returns `limited`: this customer has asked too often today
 */
export const askConfirmation =
  (deps: AskConfirmationDeps) =>
  async (asking: Asking): Promise<'asked' | 'limited'> => {
    const { demand, channel, address, inForce, now } = asking;
    const { customerId } = demand;
    const addressHash = await deps.hasher.hash(channel, address);
    const limits = { ...inForce.pinned.program.sales.optIn, asksPerDay };
    const claim = await deps.confirmations.claim({ customerId, addressHash, now, limits });
    if (claim === 'customer-limit') return 'limited';
    const outcome = claim === 'claimed' ? await send(deps, asking) : claim;
    logger.info('confirmation asked for', { customer: customerHash(customerId), channel, outcome });
    return 'asked';
  };

/** In quiet hours it waits for their end, whatever the program does with its reminders. @returns what became of it, for the log */
const send = async (deps: AskConfirmationDeps, asking: Asking): Promise<string> => {
  const token = deps.newToken();
  const outcome = await sendAt(deps, { ...asking, token });
  if (outcome !== 'quiet-hours') return outcome;
  const { marketplaces } = asking.inForce.pinned;
  const { quietHours } = marketplaces[asking.demand.marketplace as keyof typeof marketplaces];
  const dueAt = new Date(nextTimeOfDay(asking.zone, quietHours.to, asking.now.getTime()));
  return sendAt(deps, { ...asking, token, dueAt });
};

type Sending = Asking & { token: string; dueAt?: Date };

/** The link works before the message can be read. */
const sendAt = async (deps: AskConfirmationDeps, sending: Sending): Promise<string> => {
  const { demand, channel, address, inForce, now, dueAt, token } = sending;
  const expiresAt = new Date((dueAt ?? now).getTime() + TOKEN_HOURS * HOUR).toISOString();
  await deps.confirmations.put({
    ...{ tokenHash: tokenHash(token), customerId: demand.customerId, channel, address },
    ...{ createdAt: now.toISOString(), expiresAt },
  });
  const { pinned: program, templateHash } = inForce;
  const request = requestOf(deps.pagesUrl, { ...sending, expiresAt });
  const [outcome] = await deps.request([request], { program, templateHash, now });
  return outcome?.reason ?? outcome?.outcome ?? 'none';
};

const requestOf = (pagesUrl: string, sending: Sending & { expiresAt: string }): NotificationRequest => ({
  customerId: sending.demand.customerId,
  subject: sending.demand.eventId,
  // Every ask is its own: the limits above are what keeps them few.
  occasion: tokenHash(sending.token),
  step: 'confirm',
  channel: sending.channel,
  address: sending.address,
  marketplace: sending.demand.marketplace,
  locale: sending.locale,
  zone: sending.zone,
  templateId: 'confirm-contact',
  variables: { eventName: sending.eventName, url: `${pagesUrl}/confirm/${sending.token}` },
  // The worker needs the link; nobody who reads the ledger afterwards does.
  secretVariables: ['url'],
  expiresAt: sending.expiresAt,
  ...(sending.dueAt && { dueAt: sending.dueAt.toISOString() }),
});
