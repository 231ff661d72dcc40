import type { ChannelType, ProviderName } from './notification.ts';

const first: Record<ChannelType, ProviderName> = { email: 'ses', sms: 'end-user-messaging' };

/** Whom a channel's message is offered to first (issue 4, section 2: the SMS service stands behind End User Messaging). */
export const firstProvider = (channel: ChannelType): ProviderName => first[channel];
