import * as z from 'zod';
import type { Notification, NotificationLedger } from '../../delivery/index.ts';
import { type IssueBook, type IssueCase, type Rating, type Ratings, ratedSubjects } from '../../issues/index.ts';
import {
  type FieldHandler,
  idArgument,
  limitArgument,
  parseArguments,
  routeFields,
  tokenArgument,
} from '../../shared/graphql/resolver-event.ts';
import { callbackIdsOfCase } from '../domain/callbacks-of-case.ts';
import type { CallbackBook } from '../ports.ts';
import { type CaseFile, caseView } from './queries/case-view.ts';

export type QueryIssuesDeps = {
  issues: Pick<IssueBook, 'get' | 'timeline' | 'forCustomer'>;
  ledger: Pick<NotificationLedger, 'getMany' | 'ofCampaign'>;
  callbacks: Pick<CallbackBook, 'getMany'>;
  ratings: Ratings;
};

const one = z.object({ caseId: idArgument });
const many = z.object({ customerId: idArgument, limit: limitArgument, nextToken: tokenArgument });
const filesAtOnce = 8;

/** Answers the fields of `type Query` about cases. */
export const createQueryIssues = (deps: QueryIssuesDeps): ((event: unknown) => Promise<unknown>) =>
  routeFields({ issueCase: createIssueCase(deps), issueCases: createIssueCases(deps) });

/** One case with all that happened, or null. */
const createIssueCase =
  (deps: QueryIssuesDeps): FieldHandler =>
  async (call) => {
    const issue = await deps.issues.get(parseArguments(one, call).caseId);
    return issue ? caseView(await readFile(deps, issue, await messagesOf(deps, issue))) : null;
  };

/** A customer's cases, newest first, with the messages that help was sent by. */
const createIssueCases =
  (deps: QueryIssuesDeps): FieldHandler =>
  async (call) => {
    const { customerId, ...page } = parseArguments(many, call);
    const { items, nextToken } = await deps.issues.forCustomer(customerId, page);
    const files: CaseFile[] = [];
    for (let from = 0; from < items.length; from += filesAtOnce) {
      const some = items.slice(from, from + filesAtOnce);
      files.push(...(await Promise.all(some.map(async (issue) => readFile(deps, issue, await helpOf(deps, issue))))));
    }
    return { items: files.map(caseView), ...(nextToken !== undefined && { nextToken }) };
  };

const helpOf = ({ ledger }: QueryIssuesDeps, { notificationIds }: IssueCase): Promise<Notification[]> =>
  ledger.getMany(notificationIds);

/** Help, and what was asked afterwards: known by the campaign of the case alone. */
const messagesOf = async (deps: QueryIssuesDeps, issue: IssueCase): Promise<Notification[]> => {
  const found = new Map<string, Notification>();
  for await (const page of deps.ledger.ofCampaign(`case:${issue.caseId}`))
    for (const each of page) found.set(each.id, each);
  for (const each of await helpOf(deps, issue)) found.set(each.id, each);
  return [...found.values()].sort((one, other) => (one.createdAt < other.createdAt ? -1 : 1));
};

/** What the customer said last, of the case or of its call. */
const latestRating = async (ratings: Ratings, issue: IssueCase): Promise<Rating | undefined> => {
  const answered = await ratings.of(ratedSubjects(issue).map(({ key }) => key));
  return [...answered.values()].toSorted((one, other) => (one.at > other.at ? -1 : 1))[0];
};

const readFile = async (
  { issues, callbacks, ratings }: QueryIssuesDeps,
  issue: IssueCase,
  notifications: readonly Notification[],
): Promise<CaseFile> => {
  const { caseId } = issue;
  const [entries, found, rating] = await Promise.all([
    issues.timeline(caseId),
    callbacks.getMany(callbackIdsOfCase(issue)),
    latestRating(ratings, issue),
  ]);
  const inOrder = found.toSorted((one, other) => (one.requestedAt < other.requestedAt ? -1 : 1));
  return { issue, entries, notifications, callbacks: inOrder, rating };
};
