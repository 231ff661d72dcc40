import { escalationIdOf } from '../../callbacks/index.ts';
import { ratedSubjects, resolutionEnd } from '../../issues/index.ts';
import { type CaseRow, caseRow } from '../domain/figures/case-row.ts';
import {
  type CaseFacts,
  caseOfMessage,
  experimentGroup,
  type MessageFacts,
  type TicketFacts,
} from '../domain/figures/facts.ts';
import { dayPlus, daysBetween } from '../domain/jobs/job-day.ts';
import type { Accounts, CaseMessages, Cases, LaterErrors, Ratings, Tickets } from '../ports.ts';

/** `accounts`, `laterErrors`: only where help is compared with none. */
export type CaseRowsDeps = {
  messages: CaseMessages;
  tickets: Tickets;
  ratings: Ratings;
  accounts?: Accounts;
  laterErrors?: LaterErrors;
};

/** The message that offers help; what is asked later (satisfaction) is none of the funnel. */
const helpStep = 'help';

/** `calls`: by case. `seen`: when an issue was last seen in any case, by issueKey. */
export type KnownBeside = {
  calls: ReadonlyMap<string, readonly TicketFacts[]>;
  seen?: ReadonlyMap<string, string>;
};

/** One row per case, with all that is known of it now. */
export const rowsOfCases = async (
  deps: CaseRowsDeps,
  issues: readonly CaseFacts[],
  { calls, seen }: KnownBeside,
): Promise<CaseRow[]> => {
  if (issues.length === 0) return [];
  const [messages, tickets, ratings, closed] = await Promise.all([
    helpByCase(deps.messages, issues),
    deps.tickets.getMany(issues.flatMap(ticketIdsOf)),
    deps.ratings.of(issues.flatMap(subjectsOf)),
    deps.accounts?.closed(issues.map(({ customerId }) => customerId)),
  ]);
  const byCase = grouped(tickets, ({ caseId }) => caseId);
  const later = await deps.laterErrors?.of(issues.filter((issue) => isCompared(issue, messages.get(issue.caseId))));
  return issues.map((issue) =>
    caseRow({
      issue,
      messages: messages.get(issue.caseId) ?? [],
      tickets: eachOnce([...(calls.get(issue.caseId) ?? []), ...(byCase.get(issue.caseId) ?? [])]),
      rating: subjectsOf(issue).flatMap((subject) => ratings.get(subject) ?? [])[0],
      left: closed?.has(issue.customerId) ?? false,
      lastErrorAt: latest([issue.lastErrorAt, seen?.get(issueKey(issue)), later?.get(issue.caseId)]),
      solvedAt: resolutionEnd(issue),
    }),
  );
};

/** The call comes first. */
const subjectsOf = (issue: CaseFacts): string[] => ratedSubjects(issue).map(({ key }) => key);

/** A rule that raised an open call instead has no ticket of its own: nothing is found by its id. */
const ticketIdsOf = ({ caseId, callbackId, escalations }: CaseFacts): string[] => [
  ...(callbackId === undefined ? [] : [callbackId]),
  ...escalations.map(({ ruleId }) => escalationIdOf(caseId, ruleId)),
];

const eachOnce = (tickets: readonly TicketFacts[]): TicketFacts[] => [
  ...new Map(tickets.map((ticket) => [ticket.callbackId, ticket])).values(),
];

/** Errors join a case while it is open: after its end they must be looked for where it counts. */
const isCompared = ({ closed, episode }: CaseFacts, messages: readonly MessageFacts[] = []): boolean =>
  closed !== undefined && episode === 1 && messages.some((message) => experimentGroup(message) !== undefined);

const latest = (instants: readonly (string | undefined)[]): string =>
  instants.reduce<string>((last, at) => (at !== undefined && at > last ? at : last), '');

/** The issue of a customer, over all its cases. */
const issueKey = ({ customerId, issueType }: CaseFacts): string => JSON.stringify([customerId, issueType]);

/** When each customer's issue was last seen in any of these cases. */
export const lastErrors = (issues: readonly CaseFacts[]): Map<string, string> => {
  const seen = new Map<string, string>();
  for (const issue of issues) seen.set(issueKey(issue), latest([seen.get(issueKey(issue)), issue.lastErrorAt]));
  return seen;
};

const helpByCase = async (
  messages: CaseMessages,
  issues: readonly CaseFacts[],
): Promise<Map<string, MessageFacts[]>> => {
  const help = (await messages.of(issues)).filter(({ step }) => step === helpStep);
  return grouped(help, (message) => caseOfMessage(message) ?? '');
};

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/** Cases that were opened on a day. */
export const casesOfDay = async (cases: Cases, programId: string, day: string): Promise<CaseFacts[]> => {
  const found: CaseFacts[] = [];
  for await (const page of cases.ofDay(programId, day)) found.push(...page);
  return found;
};

/** Calls by case, several where a customer asked again; they may be asked for days after, up to now. */
export const callsByCase = async (tickets: Pick<Tickets, 'ofDay'>, programId: string, days: readonly string[]) => {
  const found: TicketFacts[] = [];
  for (const day of days) for await (const page of tickets.ofDay(programId, day)) found.push(...page);
  return grouped(found, ({ caseId }) => caseId);
};

/** Links open for a week (`resolution.linkHours` of the program file). */
const linkDays = 7;

/** Days on which calls may have been asked for in cases of the days from `first` to `last`, none of them to come. */
export const callDays = ({ first, last }: { first: string; last: string }, now: Date): string[] => {
  const today = now.toISOString().slice(0, 10);
  return daysBetween(first, dayPlus(last, linkDays)).filter((day) => day <= last || day <= today);
};
