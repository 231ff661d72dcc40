// What a callback begins with: its deadlines, and when somebody looks whether it has a ticket.
import { isZone, nextTimeOfDay, type Programs } from '../../delivery/index.ts';
import type { IssueCase } from '../../issues/index.ts';
import { InvalidInputError } from '../../shared/errors.ts';
import type { ReactiveProgram } from '../../shared/programs/reactive-program-schema.ts';
import type { Callback, Escalated, TicketPriority } from '../domain/callback.ts';
import { deadlines } from '../domain/calling-hours.ts';

type Wish = {
  callbackId: string;
  round: number;
  phone?: string;
  wishedAt?: string;
  zone?: string;
  language?: string;
  escalation?: Escalated;
};
export type ProgramsOfCases = Pick<Programs, 'pinned'>;

const ticketWithinMs = 60_000;
const keepSeconds = 90 * 86_400;

/** The section `callbacks` of the program file the case was opened by. @throws InvalidInputError */
const rulesOf = async (programs: ProgramsOfCases, issue: IssueCase): Promise<ReactiveProgram['callbacks']> => {
  const { program } = await programs.pinned(issue.programId, issue.programHash);
  if (program.kind === 'reactive') return program.callbacks;
  throw new InvalidInputError(`Program ${issue.programId} is not reactive: it makes no calls`, {
    whatToDo: 'Look at how a case of it came to be.',
  });
};

const zoneFor = (wish: Wish, issue: IssueCase): string =>
  [wish.zone, issue.zone].find((zone) => zone !== undefined && isZone(zone)) ?? 'UTC';

const priorityFor = ({ escalation }: Wish, usual: TicketPriority): TicketPriority =>
  escalation?.action === 'escalate-to-manager' ? 'urgent' : usual;

/** A callback of a case, asked for now. */
export const newCallback = async (
  programs: ProgramsOfCases,
  issue: IssueCase,
  { wish, now }: { wish: Wish; now: Date },
): Promise<Callback> => {
  const rules = await rulesOf(programs, issue);
  const requestedAt = now.toISOString();
  const zone = zoneFor(wish, issue);
  const { callbackId, round, phone, wishedAt, escalation } = wish;
  const next = (timeOfDay: string, after: number): number => nextTimeOfDay(zone, timeOfDay, after);
  return {
    ...{ callbackId, round, kind: escalation ? 'escalation' : 'call', caseId: issue.caseId },
    ...{ customerId: issue.customerId, programId: issue.programId, issueType: issue.issueType },
    state: 'requested',
    priority: priorityFor(wish, rules.priority),
    ...(phone !== undefined && { phone }),
    ...(wishedAt !== undefined && { wishedAt: new Date(wishedAt).toISOString() }),
    ...(escalation && { escalation }),
    ...{ zone, language: wish.language ?? issue.locale, requestedAt },
    ...deadlines({ ...rules, next }, { requestedAt, ...(wishedAt !== undefined && { wishedAt }), ...rules }),
    check: { what: 'ticket', at: new Date(now.getTime() + ticketWithinMs).toISOString() },
    ...{ date: { requested: requestedAt }, reminded: [], updatedAt: requestedAt, revision: 1 },
    expiresAt: Math.floor(now.getTime() / 1_000) + keepSeconds,
  };
};
