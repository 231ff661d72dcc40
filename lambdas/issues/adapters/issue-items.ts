// How the `issues` table keeps claims, cases, their timelines and the events that were counted (docs/architecture.md, Tables).
import type { CaseEntry, IssueCase } from '../domain/issue-case.ts';
import type { IssueClaim, IssueKey } from '../ports.ts';

type Item = Record<string, unknown>;
type Key = { pk: string; sk: string };

export const shards = [0, 1, 2, 3, 4, 5, 6, 7];
const secondsPerDay = 86_400;
/** Episodes are counted on for as long as anything that bears their number is kept (cases, messages: 90 days). */
const claimKeptSeconds = 180 * secondsPerDay;

export const claimKey = ({ customerId, issueType, programId }: IssueKey): Key => ({
  pk: `I#${customerId}#${issueType}#${programId}`,
  sk: 'claim',
});
export const caseKey = (caseId: string): Key => ({ pk: `case#${caseId}`, sk: 'case' });
export const sightingKey = (caseId: string, eventId: string): Key => ({
  pk: `case#${caseId}`,
  sk: `sighting#${eventId}`,
});

const shardOf = (caseId: string): number => Number.parseInt(caseId.slice(0, 1), 16) % shards.length;

/** `holdsUntil`: when the claim's time is over; `expiresAt`: when DynamoDB may drop it. */
export const claimItem = (key: IssueKey, { expiresAt, ...claim }: IssueClaim): Item => ({
  ...claimKey(key),
  ...claim,
  holdsUntil: expiresAt,
  expiresAt: expiresAt + claimKeptSeconds,
});
export const claimOf = ({ pk: _pk, sk: _sk, holdsUntil, ...claim }: Item): IssueClaim =>
  ({ ...claim, expiresAt: holdsUntil }) as IssueClaim;
export const claimTtl = (claimUntil: number): number => claimUntil + claimKeptSeconds;

/** Where indexes find a case; `undefined`: it is not in that one. */
const places = ({ caseId, programId, openedAt, state, handoverAt }: IssueCase) => ({
  dayKey: `${programId}#${openedAt.slice(0, 10)}#${shardOf(caseId)}`,
  openKey: state === 'closed' ? undefined : `${programId}#${shardOf(caseId)}`,
  handoverKey: handoverAt === undefined ? undefined : `handover#${shardOf(caseId)}`,
});
export const caseItem = (issue: IssueCase): Item => ({ ...caseKey(issue.caseId), ...issue, ...places(issue) });
export const caseOf = (item: Item): IssueCase => {
  const { pk: _pk, sk: _sk, dayKey: _day, openKey: _open, handoverKey: _handover, ...issue } = item;
  // Cases opened before there was `firstErrorAt` have the event's time in `openedAt`.
  return { firstErrorAt: issue.openedAt, ...issue } as IssueCase;
};

/** What may leave a case again, and so has to be taken away where it is absent. */
const optional = ['closed', 'chosen', 'stillBrokenAt', 'callbackId', 'handoverAt', 'openKey', 'handoverKey'];

/** The change that makes the stored case the next one, but for what `sight` counts meanwhile. */
export const caseChange = (next: IssueCase) => {
  const { sightings: _count, lastErrorAt: _at, lastErrorVersion: _version, errorCount: _errors, ...fields } = next;
  const all: Item = { ...fields, ...places(next) };
  const set = Object.keys(all).filter((name) => all[name] !== undefined);
  const gone = optional.filter((name) => all[name] === undefined);
  return {
    UpdateExpression: `SET ${set.map((name) => `#${name} = :${name}`).join(', ')}${
      gone.length > 0 ? ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}` : ''
    }`,
    ExpressionAttributeNames: Object.fromEntries([...set, ...gone].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(set.map((name) => [`:${name}`, all[name]])),
  };
};

/** Sorted by time, then by the write that made them, then as they were given. */
export const entryItem = (issue: IssueCase, entry: CaseEntry, index: number): Item => ({
  ...entry,
  pk: caseKey(issue.caseId).pk,
  sk: `entry#${entry.at}#${String(issue.revision).padStart(6, '0')}-${index}#${entry.kind}`,
  expiresAt: issue.expiresAt,
});
export const entryOf = ({ pk: _pk, sk: _sk, expiresAt: _expires, ...entry }: Item): CaseEntry => entry as CaseEntry;
