import * as z from 'zod';
import { echoOf, isoTime } from './echo.ts';
import { isMachineAgent } from './machine-visit.ts';
import { type ParsedReceipt, type Receipt, refusedReceipt } from './receipt.ts';

const timed = z.object({ timestamp: z.string() });
const visit = timed.extend({ userAgent: z.string().nullish() });
const sesEvent = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: timed.extend({ messageId: z.string().min(1), tags: z.record(z.string(), z.array(z.string())).nullish() }),
    delivery: timed.optional(),
    deliveryDelay: timed.extend({ delayType: z.string().optional() }).optional(),
    bounce: timed.extend({ bounceType: z.string(), bounceSubType: z.string().optional() }).optional(),
    complaint: timed.extend({ complaintFeedbackType: z.string().nullish() }).optional(),
    reject: z.object({ reason: z.string().optional() }).optional(),
    open: visit.optional(),
    click: visit.optional(),
  }),
});
type Detail = z.infer<typeof sesEvent>['detail'];
/** What an event adds to a receipt; `at` as SES wrote it. */
type Told = Pick<Receipt, 'status' | 'code' | 'suppress' | 'machine'> & { at: string | undefined };

/** How each of SES's event types is read; a name without its part is refused. */
const readers: Record<string, (detail: Detail) => Told | undefined> = {
  Send: ({ mail }) => ({ status: 'accepted', at: mail.timestamp }),
  Reject: ({ mail }) => ({ status: 'failed', at: mail.timestamp, code: 'Reject' }),
  'Rendering Failure': ({ mail }) => ({ status: 'failed', at: mail.timestamp, code: 'RenderingFailure' }),
  Delivery: ({ delivery }) => delivery && { status: 'delivered', at: delivery.timestamp },
  DeliveryDelay: ({ deliveryDelay: delay }) =>
    delay && { status: 'delayed', at: delay.timestamp, code: delay.delayType ?? 'delayed' },
  Bounce: (detail) => bounced(detail),
  Complaint: (detail) => complained(detail),
  Open: ({ open }) => open && { status: 'opened', at: open.timestamp, ...machine(open.userAgent) },
  Click: ({ click }) => click && { status: 'clicked', at: click.timestamp, ...machine(click.userAgent) },
};

/**
 * Reads an event of SES as EventBridge delivers it (source `aws.ses`).
 * https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export const parseSesEvent = (event: unknown): ParsedReceipt => {
  const parsed = sesEvent.safeParse(event);
  if (!parsed.success) return refusedReceipt('not-an-ses-event');
  const { detail } = parsed.data;
  const read = Object.hasOwn(readers, detail.eventType) ? readers[detail.eventType] : undefined;
  if (!read) return refusedReceipt('unknown-event-type');
  const told = read(detail);
  if (!told) return refusedReceipt('event-without-its-part');
  const at = isoTime(told.at);
  if (!at) return refusedReceipt('time-out-of-range');
  const { messageId: providerMessageId, tags } = detail.mail;
  const echo = echoOf(tags?.notificationId?.[0], tags?.attempt?.[0]);
  return { kind: 'receipt', receipt: { provider: 'ses', ...echo, providerMessageId, ...told, at } };
};

/** Only a permanent bounce says that the address is dead; SES reports a transient one after its own retries. */
const bounced = ({ bounce }: Detail): Told | undefined => {
  if (!bounce) return undefined;
  const { timestamp: at, bounceType, bounceSubType = 'General' } = bounce;
  const suppress = bounceType === 'Permanent' && { suppress: 'bounce' as const };
  return { status: 'failed', at, code: `Bounce:${bounceType}:${bounceSubType}`, ...suppress };
};

/** `not-spam` is the contrary of a complaint: the reader took the message out of the spam folder (RFC 6430). */
const complained = ({ complaint }: Detail): Told | undefined => {
  if (!complaint || complaint.complaintFeedbackType === 'not-spam') return undefined;
  return { status: 'complained', at: complaint.timestamp, suppress: 'complaint' };
};

const machine = (userAgent: string | null | undefined): { machine?: true } =>
  isMachineAgent(userAgent ?? '') ? { machine: true } : {};
