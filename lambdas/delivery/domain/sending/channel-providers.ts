import { firstProvider } from '../notification/first-provider.ts';
import type { ChannelType, ProviderName } from '../notification/notification.ts';

/** Who stands behind a channel's first provider, in order (issue 4, section 2). */
const others: Record<ChannelType, readonly ProviderName[]> = { email: [], sms: ['sms-service'] };

/** Whom a message is offered to after a provider that is away; nothing: nobody is left, start over later. */
export const nextProvider = (channel: ChannelType, provider: ProviderName): ProviderName | undefined => {
  const all = [firstProvider(channel), ...others[channel]];
  return all[all.indexOf(provider) + 1];
};
