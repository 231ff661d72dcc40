// Whether a run did what it should have: everybody once, failures as they were made, attempts as they had to be.
import type { Notification } from '../../../lambdas/delivery/domain/notification/notification.ts';
import { fanOf } from './fans.ts';
import type { Call } from './providers.ts';
import { countBy } from './read-ledger.ts';

/** What the fans of a crowd are due: messages, first attempts that fail, numbers that are refused for good. */
export type Expected = { messages: number; later: number; invalid: number };

export const expectedOf = (fans: number): Expected => {
  const kinds = countBy(
    Array.from({ length: fans }, (_, n) => fanOf(n)),
    ({ kind }) => kind,
  );
  return { messages: fans, later: kinds.later ?? 0, invalid: kinds.invalid ?? 0 };
};

type Run = { fans: number; ledger: readonly Notification[]; calls: readonly Call[] };

/** Reads the fan's number back from a customer id. */
const kindOf = ({ customerId }: Notification) => fanOf(Number(customerId.slice(-6))).kind;

/** What is wrong about one message: its state, its attempts, or what the providers received of it. */
const wrongOf = (message: Notification, calls: readonly Call[]): string[] => {
  const kind = kindOf(message);
  const [state, attempts] = [kind === 'invalid' ? 'failed' : 'accepted', kind === 'later' ? 2 : 1];
  const numbers = calls.map(({ attempt }) => attempt).sort((a, b) => a - b);
  const inOrder = numbers.every((attempt, index) => attempt === index + 1);
  return [
    ...(message.state === state ? [] : [`is ${message.state}${message.reason ? ` (${message.reason})` : ''}`]),
    ...(message.attempts.length === attempts ? [] : [`has ${message.attempts.length} attempts in the ledger`]),
    ...(inOrder && calls.length === attempts ? [] : [`came ${calls.length} times, attempts ${numbers.join(',')}`]),
  ];
};

/** @throws Error that tells how many messages are wrong, and how the first of them */
export const checkRun = ({ fans, ledger, calls }: Run): Expected => {
  const expected = expectedOf(fans);
  const byId = new Map<string, Call[]>();
  for (const call of calls) byId.set(call.id, [...(byId.get(call.id) ?? []), call]);
  const wrong = ledger.flatMap((message) => {
    const found = wrongOf(message, byId.get(message.id) ?? []);
    return found.length > 0 ? [`${message.id} (${kindOf(message)}) ${found.join(', ')}`] : [];
  });
  const customers = new Set(ledger.map(({ customerId }) => customerId)).size;
  if (ledger.length !== fans || customers !== fans)
    wrong.unshift(`the ledger has ${ledger.length} messages of ${customers} customers, not ${fans}`);
  if (byId.size !== ledger.length)
    wrong.unshift(`providers got ${byId.size} messages, the ledger has ${ledger.length}`);
  if (wrong.length > 0) throw new Error(`${wrong.length} things are wrong, such as: ${wrong.slice(0, 5).join('; ')}`);
  return expected;
};
