// What SendTextMessage is asked for, and what the service refuses of it before anything is sent.
import * as z from 'zod';
import type { SenderThen } from '../kit/rule-schema.ts';
import { configurationSetOf } from './configuration-sets.ts';
import { isOptedOut } from './opt-out-lists.ts';
import { phoneNumberOf } from './phone-numbers.ts';
import { invalid, SmsError } from './sms-error.ts';
import type { SmsState } from './state.ts';

const MAX_CONTEXT = 5; // entries of Context, as documented
const sendTextMessage = z.looseObject({
  DestinationPhoneNumber: z.string().regex(/^\+?[1-9][0-9]{1,18}$/),
  OriginationIdentity: z.string().min(1).max(256).optional(),
  MessageBody: z.string().min(1).max(1600),
  MessageType: z.enum(['TRANSACTIONAL', 'PROMOTIONAL']).optional(),
  ConfigurationSetName: z.string().optional(),
  TimeToLive: z.int().min(5).max(259_200).optional(),
  Context: z
    .record(z.string().min(1).max(100), z.string().min(1).max(800))
    .refine((context) => Object.keys(context).length <= MAX_CONTEXT, `at most ${MAX_CONTEXT} entries`)
    .optional(),
  DryRun: z.boolean().optional(),
});

/** A message that was accepted. `at`: milliseconds since 1970; `receipts`: in place of the usual ones. */
export type TextMessage = {
  id: string;
  at: number;
  from: string;
  to: string;
  body: string;
  type: string;
  context: Record<string, string>;
  configurationSet: string | undefined;
  dryRun: boolean;
  receipts: SenderThen['receipts'];
};

const DEFAULT_ORIGINATION = '+12025550100';

const checkOptOut = (state: SmsState, from: string, to: string) => {
  const list = phoneNumberOf(state, from)?.OptOutListName ?? 'Default';
  if (isOptedOut(state, list, to))
    throw new SmsError('ConflictException', 'The destination phone number is opted out.');
};

/**
 * The message of a request, as far as the service takes it. Any origination identity will do: sender ids and numbers
 * that Terraform did not request are the account's own affair.
 * @throws SmsError
 */
export const textMessageOf = (state: SmsState, input: unknown): Omit<TextMessage, 'id' | 'at' | 'receipts'> => {
  const parsed = sendTextMessage.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = String(issue?.path[0]);
    throw invalid(`${field}: ${issue?.message}`, { field });
  }
  const { DestinationPhoneNumber, OriginationIdentity, MessageBody, Context = {}, DryRun = false } = parsed.data;
  const { ConfigurationSetName } = parsed.data;
  const set = ConfigurationSetName === undefined ? undefined : configurationSetOf(state, ConfigurationSetName);
  const to = DestinationPhoneNumber.replace(/^\+?/, '+');
  const known = phoneNumberOf(state, OriginationIdentity)?.PhoneNumber;
  const from = known ?? OriginationIdentity ?? Object.values(state.phoneNumbers)[0]?.PhoneNumber ?? DEFAULT_ORIGINATION;
  checkOptOut(state, from, to);
  const type = parsed.data.MessageType ?? set?.DefaultMessageType ?? 'TRANSACTIONAL';
  const configurationSet = set?.ConfigurationSetName;
  return { from, to, body: MessageBody, type, context: Context, configurationSet, dryRun: DryRun };
};
