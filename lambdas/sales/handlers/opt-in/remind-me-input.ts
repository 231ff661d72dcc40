import * as z from 'zod';
import { isZone } from '../../../delivery/index.ts';
import { eventIdPattern } from '../../domain/event-id.ts';

const isLocale = (text: string): boolean => {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
};

const short = z.string().trim().min(1, 'must not be empty').max(200, 'must be at most 200 characters');

export const eventIdArgument = z
  .string()
  .regex(eventIdPattern, 'is no event id: 5 to 60 letters, digits, "-" and "_", as in the event’s page');

export const remindMeArguments = z.object({
  input: z.object({
    eventId: eventIdArgument,
    marketId: z
      .string()
      .regex(/^TM_[A-Z]{2}$/, 'must be TM_ and a marketplace, such as TM_US')
      .default('TM_US'),
    preference: z.enum(['sms', 'email', 'both']),
    email: z.email('is no e-mail address').max(254).exactOptional(),
    phone: z.string().max(40, 'is no phone number').exactOptional(),
    locale: z.string().max(35).refine(isLocale, 'must be a BCP 47 tag, such as en-GB').exactOptional(),
    zone: z.string().max(64).refine(isZone, 'must be an IANA time zone, such as Europe/Berlin').exactOptional(),
    verifiedFanPresales: z.array(short).max(20, 'must be at most 20').default([]),
  }),
});
export type RemindMeInput = z.infer<typeof remindMeArguments>['input'];
