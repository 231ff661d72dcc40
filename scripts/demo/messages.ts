// Single messages: as a provider got them, and as the ledger explains them.
import { graphqlData } from '../local-cloud/graphql-client.ts';
import { type Outputs, pick } from '../local-cloud/outputs.ts';
import { heading } from './print.ts';

type Call = { path: string; body: unknown };
type TextMessage = { DestinationPhoneNumber: string; OriginationIdentity: string; MessageBody: string };
type SendEmail = {
  FromEmailAddress: string;
  Destination: { ToAddresses: string[] };
  Content: { Simple: { Subject: { Data: string }; Body: { Text: { Data: string } } } };
};

const received = async (outputs: Outputs, service: string): Promise<unknown[]> => {
  const answer = await fetch(`${pick(outputs.endpoints.simulators, service)}/_received`);
  return ((await answer.json()) as Call[]).map(({ body }) => body).reverse(); // the latest first
};

const indented = (text: string): string => text.trim().replaceAll(/^/gm, '    ');

/** The latest SMS to a number, as End User Messaging got it. @returns its text */
export const showSms = async (outputs: Outputs, number: string): Promise<string> => {
  const calls = (await received(outputs, 'end-user-messaging')) as Partial<TextMessage>[];
  const sms = calls.find(({ DestinationPhoneNumber }) => DestinationPhoneNumber === number);
  heading(`An SMS as it was sent, from ${sms?.OriginationIdentity} to ${number}`);
  console.log(indented(sms?.MessageBody ?? '(none: look into .local/logs)'));
  return sms?.MessageBody ?? '';
};

/** The latest e-mail to an address, as SES got it: subject and text part. */
export const showEmail = async (outputs: Outputs, address: string): Promise<void> => {
  const calls = (await received(outputs, 'ses')) as Partial<SendEmail>[];
  const email = calls.find(({ Destination }) => Destination?.ToAddresses.includes(address));
  heading(`An e-mail as it was sent, from ${email?.FromEmailAddress} to ${address}`);
  console.log(`    Subject: ${email?.Content?.Simple.Subject.Data ?? '(none: look into .local/logs)'}\n`);
  console.log(indented(email?.Content?.Simple.Body.Text.Data ?? ''));
};

type Entry = { id: string; programId: string; subject: string; state: string };
type Explained = {
  notification: {
    id: string;
    customerId: string;
    channel: string;
    address: string;
    state: string;
    reason: string | null;
    timeline: { what: string; at: string }[];
  };
};

/** A customer's message about a subject that is in one of the states, by id. */
export const messageOf = async (
  outputs: Outputs,
  customerId: string,
  wanted: { subject: string; programId: string; states: readonly string[] },
): Promise<string | undefined> => {
  const { contactHistory } = await graphqlData<{ contactHistory: { items: Entry[] } }>(outputs, 'operator', {
    query: 'query($c: ID!) { contactHistory(customerId: $c, limit: 100) { items { id programId subject state } } }',
    variables: { c: customerId },
  });
  return contactHistory.items.find(
    ({ programId, state, subject }) =>
      programId === wanted.programId && subject === wanted.subject && wanted.states.includes(state),
  )?.id;
};

/** What the ledger says of one message. */
export const explain = async (outputs: Outputs, id: string): Promise<void> => {
  const { notification } = await graphqlData<Explained>(outputs, 'operator', {
    query: `query($id: ID!) { notification(id: $id) {
      id customerId channel address state reason timeline { what at } } }`,
    variables: { id },
  });
  const { customerId, channel, address, state, reason, timeline } = notification;
  heading(`Why did ${customerId} get no message?  notification(id: "${id}")`);
  console.log(`  ${channel} to ${address || '(nowhere)'}: ${state}, reason ${reason ?? 'none'}`);
  for (const { what, at } of timeline) console.log(`  ${at}  ${what}`);
};
