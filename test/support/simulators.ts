// What the simulated providers got, and what customers say to them.
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { eventually } from './eventually.ts';
import { outputs } from './local-cloud.ts';
import { patience } from './patience.ts';

type Received = { at: string; method: string; path: string; headers: Record<string, string>; body: unknown };
export type Sms = { to: string; from: string; text: string; context: Record<string, string> };
export type Email = {
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  headers: Map<string, string>;
};

/** @param service such as `ses` */
export const doorOf = (service: string, path: string): string =>
  `${pick(outputs.endpoints.simulators, service)}${path}`;

/** Everything a simulator was asked, oldest first. */
export const received = async (service: string): Promise<Received[]> =>
  (await (await fetch(doorOf(service, '/_received'))).json()) as Received[];

type TextMessage = {
  DestinationPhoneNumber: string;
  OriginationIdentity: string;
  MessageBody: string;
  Context: Record<string, string>;
};
type SendEmail = {
  FromEmailAddress: string;
  Destination: { ToAddresses: string[] };
  Content: {
    Simple: {
      Subject: { Data: string };
      Body: { Html: { Data: string }; Text: { Data: string } };
      Headers: { Name: string; Value: string }[];
    };
  };
};

/** Calls of End User Messaging for a number, also those that it refused or did not answer. */
export const smsTo = async (number: string): Promise<Sms[]> => {
  const calls = (await received('end-user-messaging'))
    .filter(({ headers }) => String(headers['x-amz-target']).endsWith('.SendTextMessage'))
    .map(({ body }) => body as TextMessage);
  return calls
    .filter(({ DestinationPhoneNumber }) => DestinationPhoneNumber === number)
    .map(({ DestinationPhoneNumber: to, OriginationIdentity: from, MessageBody: text, Context: context }) => ({
      ...{ to, from, text, context },
    }));
};

/** Calls of SES for an address. */
export const emailsTo = async (address: string): Promise<Email[]> => {
  const calls = (await received('ses'))
    .filter(({ path }) => path === '/v2/email/outbound-emails')
    .map(({ body }) => body as SendEmail);
  return calls
    .filter(({ Destination }) => Destination.ToAddresses.includes(address))
    .map(({ FromEmailAddress: from, Content: { Simple } }) => ({
      ...{ to: address, from },
      subject: Simple.Subject.Data,
      html: Simple.Body.Html.Data,
      text: Simple.Body.Text.Data,
      headers: new Map(Simple.Headers.map(({ Name, Value }) => [Name, Value])),
    }));
};

/** The first SMS to a number, as soon as it is there. */
export const firstSms = (number: string): Promise<Sms> =>
  eventually(`an SMS to ${number}`, async () => (await smsTo(number))[0], patience);

/** The first e-mail to an address, as soon as it is there. */
export const firstEmail = (address: string): Promise<Email> =>
  eventually(`an e-mail to ${address}`, async () => (await emailsTo(address))[0], patience);

/** A customer answers by SMS to one of our numbers; the SMS service calls our webhook before this returns. */
export const writeSms = async (message: { from: string; to: string; body: string }): Promise<void> => {
  const answer = await fetch(doorOf('sms-service', '/_inbound'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...message, url: `${outputs.endpoints.pages}/webhooks/sms/inbound` }),
  });
  if (!answer.ok) throw new Error(`The customer's SMS was not taken: ${answer.status} ${await answer.text()}`);
};

/** The first link to one of our pages in a text. @param page such as `confirm` */
export const linkIn = (text: string, page: string): string => {
  const link = new RegExp(`https?://[^\\s"<>]+/${page}/[A-Za-z0-9._-]+`).exec(text)?.[0];
  if (link === undefined) throw new Error(`No link to the page ${page} in: ${text.slice(0, 300)}`);
  return link;
};
