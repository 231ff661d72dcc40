import * as z from 'zod';
import type { ChannelType } from '../../domain/notification/notification.ts';

const phone = /^\+[1-9]\d{6,14}$/;

/** Whether it can be a contact point of the channel: any other would be hashed to something that nobody has. */
export const isContactPoint = (channel: ChannelType, address: string): boolean =>
  channel === 'sms' ? phone.test(address) : z.email().max(320).safeParse(address).success;

export const contactPointProblem = 'must be an e-mail address, or for SMS a number such as +12025550123';
