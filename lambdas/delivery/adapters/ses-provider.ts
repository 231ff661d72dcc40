import { type SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { EmailContent, SendOutcome } from '../domain/sending/outgoing-message.ts';
import type { MessageProvider, OutgoingMessage } from '../ports.ts';
import { type Refusal, sdkOutcome } from './sdk-outcome.ts';

type Options = { client: Pick<SESv2Client, 'send'>; configurationSet: string };

/** SES v2, one message a call. The echo fields are tags: events carry them (facts: Delivery). */
export const sesProvider = ({ client, configurationSet }: Options): MessageProvider => ({
  name: 'ses',
  send: async (message) => {
    const { content } = message;
    if (content.kind !== 'email') return { kind: 'permanent', code: 'not-email', message: 'SES sends e-mail only' };
    const command = sendEmail(message, content, configurationSet);
    return sdkOutcome(async () => (await client.send(command)).MessageId, { refusal });
  },
});

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

const sendEmail = (message: OutgoingMessage, { subject, html, text }: EmailContent, ConfigurationSetName: string) =>
  new SendEmailCommand({
    FromEmailAddress: message.from,
    Destination: { ToAddresses: [message.to] },
    Content: {
      Simple: {
        Subject: utf8(subject),
        Body: { Html: utf8(html), Text: utf8(text) },
        Headers: Object.entries(message.headers).map(([Name, Value]) => ({ Name, Value })),
      },
    },
    ConfigurationSetName,
    EmailTags: [
      { Name: 'notificationId', Value: message.notificationId },
      { Name: 'attempt', Value: String(message.attempt) },
    ],
  });

/** Errors of SendEmail (SES v2 API reference). Nobody can be written to until the account or its set-up is mended. */
const stops = new Set([
  'AccessDeniedException',
  'AccountSuspendedException',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
  'SendingPausedException',
]);
const refused = new Set(['BadRequestException', 'MessageRejected', 'ValidationException']);
const tooMany = new Set(['LimitExceededException', 'Throttling', 'ThrottlingException', 'TooManyRequestsException']);

const refusal: Refusal = (error): SendOutcome | undefined => {
  if (!(error instanceof SESv2ServiceException)) return undefined;
  const { name: code } = error;
  if (stops.has(code)) return { kind: 'stop-program', code, message: 'The account may not send' };
  if (refused.has(code)) return { kind: 'permanent', code, message: 'SES refused the message' };
  if (!tooMany.has(code)) return undefined;
  // The daily quota comes under the name of a throttle ("Daily message quota exceeded").
  if (/daily/i.test(error.message)) return { kind: 'stop-program', code, message: 'The daily quota is used up' };
  return { kind: 'transient', code, message: 'SES takes no more at this rate', providerUp: true };
};
