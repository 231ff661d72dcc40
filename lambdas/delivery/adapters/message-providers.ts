import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { clientConfig } from '../../shared/aws/client-config.ts';
import type { ProviderName } from '../domain/notification/notification.ts';
import type { MessageProvider } from '../ports.ts';
import { endUserMessagingProvider } from './end-user-messaging-provider.ts';
import { sendTimeLimitMs } from './provider-errors.ts';
import { sesProvider } from './ses-provider.ts';
import { smsServiceProvider } from './sms-service-provider.ts';

type Options = {
  sesConfigurationSet: string;
  smsConfigurationSet: string;
  smsServiceUrl: string;
  pagesUrl: string;
  smsServiceAccount: (options?: { fresh: boolean }) => Promise<string>;
};

/** All providers with their real clients. No retries inside: none has an idempotency token (facts: Delivery). */
export const messageProviders = (options: Options): Record<ProviderName, MessageProvider> => ({
  ses: sesProvider({ client: new SESv2Client(once), configurationSet: options.sesConfigurationSet }),
  'end-user-messaging': endUserMessagingProvider({
    client: new PinpointSMSVoiceV2Client(once),
    configurationSet: options.smsConfigurationSet,
  }),
  'sms-service': smsServiceProvider({
    serviceUrl: options.smsServiceUrl,
    pagesUrl: options.pagesUrl,
    account: options.smsServiceAccount,
  }),
});

const once = clientConfig(sendTimeLimitMs, 1);
