// What SendEmail is asked for, and what SES refuses of it before anything is sent.
import * as z from 'zod';
import type { SenderThen } from '../kit/rule-schema.ts';
import { configurationSetOf } from './configuration-sets.ts';
import { isVerified } from './identities.ts';
import { badRequest, SesError } from './ses-error.ts';
import { REGION, type SesState } from './state.ts';

const content = z.looseObject({ Data: z.string(), Charset: z.string().optional() });
const addresses = z.array(z.string()).optional();
const sendEmail = z.looseObject({
  FromEmailAddress: z.string(),
  Destination: z.looseObject({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses }),
  Content: z.looseObject({
    Simple: z
      .looseObject({
        Subject: content,
        Body: z.looseObject({ Text: content.optional(), Html: content.optional() }),
        Headers: z.array(z.looseObject({ Name: z.string(), Value: z.string() })).optional(),
      })
      .optional(),
    Raw: z.looseObject({ Data: z.string() }).optional(),
  }),
  EmailTags: z.array(z.looseObject({ Name: z.string(), Value: z.string() })).optional(),
  ConfigurationSetName: z.string().optional(),
});

/** A message that was accepted. `at`: milliseconds since 1970; `receipts`: in place of the usual ones. */
export type Message = {
  id: string;
  at: number;
  from: string;
  recipients: string[];
  subject: string;
  headers: { name: string; value: string }[];
  tags: Record<string, string[]>;
  configurationSet: string | undefined;
  receipts: SenderThen['receipts'];
};

const RECIPIENTS = 50;
const TAG_NAME = /^[A-Za-z0-9_-]{1,256}$/;
const TAG_VALUE = /^[A-Za-z0-9_\-.@]{1,256}$/;

/** `Name <address>` or the address alone. */
const addressIn = (text: string) => (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();

const checkRecipients = (recipients: string[]) => {
  if (recipients.length === 0 || recipients.length > RECIPIENTS)
    throw badRequest(`Recipient count is not between 1 and ${RECIPIENTS}.`);
  const wrong = recipients.find((each) => !/^[^@\s]+@[^@\s]+$/.test(each));
  if (wrong !== undefined) throw badRequest("Missing final '@domain'");
};

const checkTags = (tags: { Name: string; Value: string }[]) => {
  const wrong = tags.find(({ Name, Value }) => !TAG_NAME.test(Name) || !TAG_VALUE.test(Value));
  if (wrong)
    throw badRequest(
      `Invalid message tag <${wrong.Name}>: only letters, digits, '_' and '-', in values also '.' and '@'.`,
    );
};

const checkSet = (state: SesState, name: string | undefined) => {
  if (name === undefined) return;
  const { SendingEnabled } = configurationSetOf(state, name).options.SendingOptions as { SendingEnabled: boolean };
  if (!SendingEnabled)
    throw new SesError('SendingPausedException', `Email sending is disabled for configuration set <${name}>.`);
};

const checkSender = (state: SesState, from: string) => {
  if (isVerified(state, from)) return;
  throw new SesError(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${REGION.toUpperCase()}: ${from}`,
  );
};

/** The message of a request, as far as SES takes it. @throws SesError */
export const messageOf = (state: SesState, body: unknown): Omit<Message, 'id' | 'at' | 'receipts'> => {
  const parsed = sendEmail.safeParse(body);
  if (!parsed.success) throw badRequest(`Invalid request: ${parsed.error.issues[0]?.path.join('.')}`);
  const { FromEmailAddress, Destination, Content, EmailTags = [], ConfigurationSetName } = parsed.data;
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = Destination;
  const { Simple, Raw } = Content;
  if (!Simple && !Raw) throw badRequest('Content must be Simple or Raw: templates are not simulated.');
  const recipients = [...ToAddresses, ...CcAddresses, ...BccAddresses].map(addressIn);
  const from = addressIn(FromEmailAddress);
  checkRecipients(recipients);
  checkTags(EmailTags);
  checkSet(state, ConfigurationSetName);
  checkSender(state, from);
  return {
    from,
    recipients,
    subject: Simple?.Subject.Data ?? '',
    headers: (Simple?.Headers ?? []).map(({ Name, Value }) => ({ name: Name, value: Value })),
    tags: Object.fromEntries(EmailTags.map(({ Name, Value }) => [Name, [Value]])),
    configurationSet: ConfigurationSetName,
  };
};
