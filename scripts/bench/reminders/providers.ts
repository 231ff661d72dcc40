// The message providers of the bench: what they are told to refuse, and what they received.
import { smsSize } from '../../../lambdas/delivery/domain/templates/sms-parts.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';

const providers = ['end-user-messaging', 'ses'] as const;
type Provider = (typeof providers)[number];
type Rule = { match: { path?: string; body?: string }; then: Record<string, unknown> };

/** First attempts of some fans fail as they would when the provider is busy; invalid numbers are refused for good (fans.ts). */
export const failingRules: Record<Provider, Rule[]> = {
  'end-user-messaging': [
    { match: { body: '"\\+12029\\d' }, then: { error: 'ValidationException' } },
    {
      match: { body: '^(?=[\\s\\S]*"\\+12027\\d)(?=[\\s\\S]*"attempt":"1")' },
      then: { error: 'ThrottlingException' },
    },
  ],
  ses: [
    {
      match: { body: '^(?=[\\s\\S]*"later-\\d)(?=[\\s\\S]*"Name":"attempt","Value":"1")' },
      then: { error: 'TooManyRequestsException' },
    },
  ],
};

const door = (outputs: Outputs, provider: string, name: string): string =>
  `${pick(outputs.endpoints.simulators, provider)}/${name}`;

/** Tells every provider how to behave. @throws Error when one doesn't take its rules */
export const behave = async (outputs: Outputs, rules: Record<Provider, Rule[]>): Promise<void> => {
  for (const provider of providers) {
    const url = door(outputs, provider, '_behaviour');
    const answer = await fetch(url, { method: 'PUT', body: JSON.stringify(rules[provider]) });
    if (!answer.ok) throw new Error(`${url} did not take the rules: ${answer.status} ${await answer.text()}`);
  }
};

/** One request for one message, by what it echoes. `at`: epoch ms. `parts`: as a carrier counts a text; e-mail: one. */
export type Call = { provider: Provider; id: string; attempt: number; at: number; parts: number };

type Received = {
  at: string;
  body: {
    MessageBody?: string;
    Context?: { notificationId: string; attempt: string };
    EmailTags?: { Name: string; Value: string }[];
  };
};

const tag = (tags: NonNullable<Received['body']['EmailTags']>, name: string): string =>
  tags.find(({ Name }) => Name === name)?.Value ?? '';

const callOf = (provider: Provider, { at, body }: Received): Call[] => {
  const { Context, EmailTags, MessageBody = '' } = body;
  const call = { provider, at: Date.parse(at) };
  if (Context)
    return [
      { ...call, id: Context.notificationId, attempt: Number(Context.attempt), parts: smsSize(MessageBody).parts },
    ];
  if (!EmailTags) return [];
  const [id, attempt] = [tag(EmailTags, 'notificationId'), Number(tag(EmailTags, 'attempt'))];
  return [{ ...call, id, attempt, parts: 1 }];
};

/**
 * Takes away what providers have received since they were asked last; often enough they forget nothing.
 * @throws Error when one has forgotten some: then nobody could say that none came twice
 */
export const takeCalls = async (outputs: Outputs): Promise<Call[]> => {
  const calls: Call[] = [];
  for (const provider of providers) {
    const answer = await fetch(door(outputs, provider, '_received'), { method: 'DELETE' });
    if (Number(answer.headers.get('x-forgotten')) > 0)
      throw new Error(`${provider} received more than it keeps between two looks: ask it more often`);
    for (const received of (await answer.json()) as Received[]) calls.push(...callOf(provider, received));
  }
  return calls;
};

/** How often Discovery was asked for an event. */
export const discoveryCalls = async (outputs: Outputs): Promise<number> => {
  const url = `${pick(outputs.endpoints.simulators, 'ticketmaster')}/_received`;
  return ((await (await fetch(url, { method: 'DELETE' })).json()) as unknown[]).length;
};
