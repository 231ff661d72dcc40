// What becomes of an accepted message: by rule, by SES's own mailbox simulator, by the suppression list, else it arrives.
import type { Message } from './message.ts';
import type { SesState } from './state.ts';

/** Event types of SES; `SoftBounce` is a Bounce that is transient, `SuppressedBounce` one by the suppression list. */
const USUAL_DELAYS_MS: Record<string, number> = {
  Send: 20,
  Reject: 100,
  DeliveryDelay: 150,
  Delivery: 200,
  Bounce: 200,
  SoftBounce: 200,
  SuppressedBounce: 200,
  Complaint: 400,
  Open: 500,
  Click: 600,
  RenderingFailure: 100,
};

// https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html#send-email-simulator-how-to-use
const MAILBOX_SIMULATOR: Record<string, string[]> = {
  success: ['Send', 'Delivery'],
  bounce: ['Send', 'Bounce'],
  ooto: ['Send', 'Delivery'],
  complaint: ['Send', 'Delivery', 'Complaint'],
  suppressionlist: ['Send', 'SuppressedBounce'],
};

const fateOf = ({ suppressed }: SesState, recipient: string): string[] => {
  const [, local = ''] = /^([^+@]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i.exec(recipient) ?? [];
  const simulated = MAILBOX_SIMULATOR[local.toLowerCase()];
  if (simulated) return simulated;
  return Object.hasOwn(suppressed, recipient.toLowerCase()) ? ['Send', 'SuppressedBounce'] : ['Send', 'Delivery'];
};

/** One event to come. `type` as in USUAL_DELAYS_MS. */
export type ComingEvent = { message: Message; recipient: string; type: string; delayMs: number };

/** Everything SES will tell about a message, for each recipient. */
export const comingEvents = (state: SesState, message: Message): ComingEvent[] =>
  message.recipients.flatMap((recipient) =>
    (message.receipts ?? fateOf(state, recipient)).map((receipt) => {
      const { type, delayMs } = typeof receipt === 'string' ? { type: receipt, delayMs: undefined } : receipt;
      return { message, recipient, type, delayMs: delayMs ?? USUAL_DELAYS_MS[type] ?? 0 };
    }),
  );

/** A hard bounce or a complaint puts an address on the account's list. @returns whether the state changed */
export const learnFrom = (state: SesState, { type, recipient }: ComingEvent): boolean => {
  const reason = { Bounce: 'BOUNCE', Complaint: 'COMPLAINT' }[type];
  if (!reason || !state.suppressedReasons.includes(reason) || /@simulator\.amazonses\.com$/i.test(recipient))
    return false;
  state.suppressed[recipient.toLowerCase()] = { Reason: reason, LastUpdateTime: Date.now() / 1000 };
  return true;
};
