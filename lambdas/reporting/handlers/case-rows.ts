import { type CaseRow, caseRow } from '../domain/figures/case-row.ts';
import { type CallFacts, type CaseFacts, caseOfMessage, type MessageFacts } from '../domain/figures/facts.ts';
import { dayPlus, daysBetween, startOf } from '../domain/jobs/job-day.ts';
import type { Accounts, Calls, Cases, Messages, Ratings } from '../ports.ts';

/** `accounts`: only where it is asked who left. */
export type CaseRowsDeps = { cases: Cases; messages: Messages; calls: Calls; ratings: Ratings; accounts?: Accounts };

/** The message that offers help; what is asked later (satisfaction) is none of the funnel. */
const helpStep = 'help';

/** One row per case opened on a day, with all that is known of it now. @param calls of that day and later, by case */
export const rowsOfDay = async (
  deps: Omit<CaseRowsDeps, 'calls'>,
  calls: ReadonlyMap<string, CallFacts>,
  { programId, day }: { programId: string; day: string },
): Promise<CaseRow[]> => {
  const issues: CaseFacts[] = [];
  for await (const page of deps.cases.ofDay(programId, day)) issues.push(...page);
  if (issues.length === 0) return [];
  const [messages, ratings, closed] = await Promise.all([
    messagesByCase(deps.messages, programId, day),
    deps.ratings.of(issues.flatMap(subjectsOf)),
    deps.accounts?.closed(issues.map(({ customerId }) => customerId)),
  ]);
  return issues.map((issue) =>
    caseRow({
      issue,
      messages: messages.get(issue.caseId) ?? [],
      call: calls.get(issue.caseId),
      rating: subjectsOf(issue).flatMap((subject) => ratings.get(subject) ?? [])[0],
      left: closed?.has(issue.customerId) ?? false,
    }),
  );
};

/** A call is rated for itself, every other resolution for its case (responses: ratedSubject); the call comes first. */
const subjectsOf = ({ caseId, callbackId }: CaseFacts): string[] => [
  ...(callbackId === undefined ? [] : [`callback#${callbackId}`]),
  `case#${caseId}`,
];

/** Help is asked for right after the case is opened: another hour is looked at for what was opened before midnight. */
const messagesByCase = async (messages: Messages, programId: string, day: string) => {
  const found = new Map<string, MessageFacts[]>();
  const to = `${dayPlus(day, 1)}T01:00:00.000Z`;
  for await (const page of messages.created({ programId, from: startOf(day), to }))
    for (const message of page) {
      const caseId = message.step === helpStep ? caseOfMessage(message) : undefined;
      if (caseId !== undefined) found.set(caseId, [...(found.get(caseId) ?? []), message]);
    }
  return found;
};

/** One call a case; it may be asked for days after, up to now. */
export const callsByCase = async (calls: Calls, programId: string, days: readonly string[]) => {
  const found = new Map<string, CallFacts>();
  for (const day of days)
    for await (const page of calls.ofDay(programId, day)) for (const call of page) found.set(call.caseId, call);
  return found;
};

/** Links open for a week (`resolution.linkHours` of the program file). */
const linkDays = 7;

/** Days on which calls may have been asked for in cases of the days from `first` to `last`, none of them to come. */
export const callDays = ({ first, last }: { first: string; last: string }, now: Date): string[] => {
  const today = now.toISOString().slice(0, 10);
  return daysBetween(first, dayPlus(last, linkDays)).filter((day) => day <= last || day <= today);
};
