import {
  AccessDeniedException,
  ConflictException,
  type PinpointSMSVoiceV2Client,
  ResourceNotFoundException,
  SendTextMessageCommand,
  ServiceQuotaExceededException,
  ThrottlingException,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { SmsContent } from '../domain/sending/outgoing-message.ts';
import type { MessageProvider, OutgoingMessage } from '../ports.ts';
import { type Refusal, sdkOutcome } from './sdk-outcome.ts';

type Options = { client: Pick<PinpointSMSVoiceV2Client, 'send'>; configurationSet: string };

/** AWS End User Messaging, SMS. The echo field is the context: events carry it (facts: Delivery). */
export const endUserMessagingProvider = ({ client, configurationSet }: Options): MessageProvider => ({
  name: 'end-user-messaging',
  send: async (message) => {
    const { content } = message;
    if (content.kind !== 'sms')
      return { kind: 'permanent', code: 'not-sms', message: 'End User Messaging sends SMS only' };
    const command = sendText(message, content, configurationSet);
    return sdkOutcome(async () => (await client.send(command)).MessageId, { refusal });
  },
});

/** Seconds a text may try to get through, by the API's limits. */
const shortest = 5;
const longest = 259_200;

const sendText = (message: OutgoingMessage, { text }: SmsContent, ConfigurationSetName: string) =>
  new SendTextMessageCommand({
    DestinationPhoneNumber: message.to,
    OriginationIdentity: message.from,
    MessageBody: text,
    ConfigurationSetName,
    TimeToLive: Math.min(longest, Math.max(shortest, message.validForSeconds)),
    Context: { notificationId: message.notificationId, attempt: String(message.attempt) },
  });

/** Errors of SendTextMessage (facts: Delivery; API reference). */
const refusal: Refusal = (error) => {
  if (error instanceof ConflictException) return conflict(error);
  if (error instanceof ValidationException) return invalid(error);
  if (error instanceof ServiceQuotaExceededException) return overQuota(error);
  if (error instanceof ThrottlingException)
    return { kind: 'transient', code: error.name, message: 'It takes no more at this rate', providerUp: true };
  if (error instanceof AccessDeniedException || error instanceof ResourceNotFoundException)
    return { kind: 'stop-program', code: codeOf(error), message: 'The account may not send' };
  return undefined;
};

const codeOf = (error: { name: string }): string =>
  'Reason' in error && typeof error.Reason === 'string' ? error.Reason : error.name;

const conflict = (error: ConflictException) => {
  const refused = { kind: 'permanent' as const, code: codeOf(error), message: 'The message was refused' };
  return error.Reason === 'DESTINATION_PHONE_NUMBER_OPTED_OUT' ? { ...refused, suppress: 'stop' as const } : refused;
};

const invalid = (error: ValidationException) => {
  const refused = { kind: 'permanent' as const, code: codeOf(error), message: 'The message was refused as invalid' };
  const number = error.Fields?.some(({ Name }) => Name === 'DestinationPhoneNumber');
  return number ? { ...refused, suppress: 'invalid' as const } : refused;
};

const overQuota = (error: ServiceQuotaExceededException) =>
  error.Reason?.startsWith('MONTHLY_SPEND_LIMIT_REACHED')
    ? { kind: 'stop-program' as const, code: error.Reason, message: 'The monthly spend limit is reached' }
    : { kind: 'transient' as const, code: codeOf(error), message: 'A quota is used up' };
