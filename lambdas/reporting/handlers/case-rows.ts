import { callbackIdsOfCase } from '../../callbacks/index.ts';
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
import type { CaseMessages, Cases, Closings, LaterErrors, Ratings, Tickets } from '../ports.ts';

/** `closings`, `laterErrors`: only where help is compared with none. */
export type CaseRowsDeps = {
  messages: CaseMessages;
  tickets: Tickets;
  ratings: Ratings;
  closings?: Closings;
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
    deps.tickets.getMany(issues.filter(hasTickets).flatMap(callbackIdsOfCase)),
    deps.ratings.of(issues.flatMap(subjectsOf)),
    deps.closings?.of(issues.map(({ customerId }) => customerId)),
  ]);
  const byCase = grouped(tickets, ({ caseId }) => caseId);
  const later = await deps.laterErrors?.of(issues.filter((issue) => isCompared(issue, messages.get(issue.caseId))));
  return issues.map((issue) =>
    caseRow({
      issue,
      messages: messages.get(issue.caseId) ?? [],
      tickets: eachOnce([...(calls.get(issue.caseId) ?? []), ...(byCase.get(issue.caseId) ?? [])]),
      rating: subjectsOf(issue).flatMap((subject) => ratings.get(subject) ?? [])[0],
      left: closed !== undefined && hasLeft(issue, closed),
      lastErrorAt: latest([issue.lastErrorAt, seen?.get(issueKey(issue)), later?.get(issue.caseId)]),
      solvedAt: resolutionEnd(issue),
    }),
  );
};

/** The call comes first. */
const subjectsOf = (issue: CaseFacts): string[] => ratedSubjects(issue).map(({ key }) => key);

/** Of most cases there is nothing to ask for; a call that its case does not know yet is among the day's. */
const hasTickets = ({ callbackId, escalations }: CaseFacts): boolean =>
  callbackId !== undefined || escalations.length > 0;

/** The churn models' horizon (domain/models/recipe.ts, labelDays). */
const leftWithinMs = 30 * 86_400_000;

/** In the 30 days after the case was opened; of a closing without a date nobody knows, and it counts. */
const hasLeft = ({ customerId, openedAt }: CaseFacts, closed: ReadonlyMap<string, string | undefined>): boolean => {
  const at = closed.get(customerId);
  if (at === undefined) return closed.has(customerId);
  const after = Date.parse(at) - Date.parse(openedAt);
  return after >= 0 && after <= leftWithinMs;
};

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
