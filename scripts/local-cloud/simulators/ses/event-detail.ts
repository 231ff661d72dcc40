// Events as SES puts them on EventBridge.
// https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
import type { ComingEvent } from './mailbox.ts';
import type { Message } from './message.ts';
import { ACCOUNT, arnOf } from './state.ts';

/** For each kind: SES's event type, its name among an event destination's types, and EventBridge's detail-type. */
const NAMES: Record<string, [eventType: string, matching: string, detailType: string]> = {
  Send: ['Send', 'SEND', 'Email Sent'],
  Reject: ['Reject', 'REJECT', 'Email Rejected'],
  Delivery: ['Delivery', 'DELIVERY', 'Email Delivered'],
  DeliveryDelay: ['DeliveryDelay', 'DELIVERY_DELAY', 'Email Delivery Delayed'],
  Bounce: ['Bounce', 'BOUNCE', 'Email Bounced'],
  SoftBounce: ['Bounce', 'BOUNCE', 'Email Bounced'],
  SuppressedBounce: ['Bounce', 'BOUNCE', 'Email Bounced'],
  Complaint: ['Complaint', 'COMPLAINT', 'Email Complaint Received'],
  Open: ['Open', 'OPEN', 'Email Opened'],
  Click: ['Click', 'CLICK', 'Email Clicked'],
  RenderingFailure: ['Rendering Failure', 'RENDERING_FAILURE', 'Email Rendering Failed'],
};
/** Undefined for a kind that SES does not have. */
export const namesOf = (type: string) => (Object.hasOwn(NAMES, type) ? NAMES[type] : undefined);

const mailOf = ({ id, at, from, recipients, subject, headers, tags, configurationSet }: Message) => ({
  timestamp: new Date(at).toISOString(),
  source: from,
  sourceArn: arnOf('identity', from),
  sendingAccountId: ACCOUNT,
  messageId: id,
  destination: recipients,
  headersTruncated: false,
  headers: [
    { name: 'From', value: from },
    { name: 'To', value: recipients.join(', ') },
    { name: 'Subject', value: subject },
    ...headers,
  ],
  commonHeaders: { from: [from], to: recipients, messageId: id, subject },
  tags: {
    'ses:operation': ['SendEmail'],
    'ses:configuration-set': [configurationSet ?? ''],
    'ses:from-domain': [from.slice(from.lastIndexOf('@') + 1)],
    'ses:source-ip': ['127.0.0.1'],
    'ses:caller-identity': ['local'],
    ...tags,
  },
});

const bounce = (type: string, recipient: string, timestamp: string) => {
  const soft = type === 'SoftBounce';
  const status = soft ? '4.4.7' : '5.1.1';
  const listed = 'Amazon SES did not send the message to this address because it is on the suppression list.';
  const diagnosticCode = soft ? 'smtp; 450 4.2.2 The mailbox is over quota' : 'smtp; 550 5.1.1 user unknown';
  return {
    feedbackId: `feedback-${timestamp}`,
    bounceType: soft ? 'Transient' : 'Permanent',
    bounceSubType: { SoftBounce: 'MailboxFull', SuppressedBounce: 'OnAccountSuppressionList' }[type] ?? 'General',
    bouncedRecipients: [
      {
        emailAddress: recipient,
        action: 'failed',
        status,
        diagnosticCode: type === 'SuppressedBounce' ? listed : diagnosticCode,
      },
    ],
    timestamp,
    reportingMTA: 'dns; a8-1.smtp-out.amazonses.com',
  };
};

const browser = { userAgent: 'Mozilla/5.0', ipAddress: '127.0.0.1' };
const partOf = ({ type, recipient, message }: ComingEvent, at: number) => {
  const timestamp = new Date(at).toISOString();
  switch (type) {
    case 'Send':
      return { send: {} };
    case 'Reject':
      return { reject: { reason: 'Bad content' } };
    case 'Delivery': {
      const took = { timestamp, processingTimeMillis: at - message.at };
      return { delivery: { ...took, recipients: [recipient], smtpResponse: '250 2.6.0 Message received' } };
    }
    case 'DeliveryDelay':
      return {
        deliveryDelay: { timestamp, delayType: 'MailboxFull', delayedRecipients: [{ emailAddress: recipient }] },
      };
    case 'Complaint': {
      const complainedRecipients = [{ emailAddress: recipient }];
      return {
        complaint: {
          feedbackId: `feedback-${timestamp}`,
          complainedRecipients,
          timestamp,
          complaintFeedbackType: 'abuse',
        },
      };
    }
    case 'Open':
      return { open: { timestamp, ...browser } };
    case 'Click':
      return { click: { timestamp, ...browser, link: 'https://example.com/', linkTags: null } };
    case 'RenderingFailure':
      return { failure: { templateName: 'none', errorMessage: 'Attribute is not present in the rendering data.' } };
    default:
      return { bounce: bounce(type, recipient, timestamp) };
  }
};

/** The `detail` of one event that happens at `at` (milliseconds since 1970). */
export const detailOf = (event: ComingEvent, at: number) => ({
  eventType: namesOf(event.type)?.[0],
  mail: mailOf(event.message),
  ...partOf(event, at),
});
