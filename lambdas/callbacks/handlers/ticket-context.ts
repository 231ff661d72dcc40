import type { ContactBook, NotificationLedger } from '../../delivery/index.ts';
import type { IssueCase } from '../../issues/index.ts';
import type { Callback } from '../domain/callback.ts';
import type { TicketContext } from '../domain/ticket.ts';
import type { Cases } from '../ports.ts';

export type TicketContextDeps = {
  cases: Pick<Cases, 'forCustomer'>;
  ledger: Pick<NotificationLedger, 'forCustomer'>;
  contacts: Pick<ContactBook, 'get'>;
};

const mostCases = 3;
const mostMessages = 5;

/** What an agent should know, all read at once. Neither addresses nor texts of messages. */
export const readTicketContext = async (
  { cases, ledger, contacts }: TicketContextDeps,
  { customerId, zone }: Callback,
  issue: IssueCase,
): Promise<TicketContext> => {
  const [earlier, sent, known] = await Promise.all([
    cases.forCustomer(customerId, { limit: mostCases + 1 }),
    ledger.forCustomer(customerId, { limit: mostMessages }),
    contacts.get([customerId]),
  ]);
  const firstName = known.get(customerId)?.firstName;
  return {
    issue,
    ...(firstName !== undefined && { firstName }),
    earlierCases: earlier.items
      .filter(({ caseId }) => caseId !== issue.caseId)
      .slice(0, mostCases)
      .map(({ issueType, openedAt, state, closed }) => ({
        ...{ issueType, openedAt, state },
        ...(closed?.method !== undefined && { method: closed.method }),
      })),
    messages: sent.items.map(({ channel, step, state, createdAt }) => ({ channel, step, state, at: createdAt })),
    localTime: (at) => localTime(at, zone),
  };
};

const localTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
