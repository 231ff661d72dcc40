import { type RatedSubject, ratedSubject } from '../../../issues/index.ts';
import { customerHash, logger } from '../../../shared/logger.ts';
import { type Rating, satisfactionBody } from '../../domain/satisfaction.ts';
import type { Cases, LinkBook, SatisfactionBook } from '../../ports.ts';
import { type Answer, gone, refuse } from '../answers.ts';
import type { OpenedCall } from './opened-call.ts';
import { readBody } from './read-body.ts';
import { satisfactionPage } from './satisfaction-page.ts';
import { caseOf } from './solution-page.ts';

type Deps = { cases: Cases; satisfaction: SatisfactionBook; linkBook: Pick<LinkBook, 'use'> };

/** Takes the two answers, once per case or call; the same again writes what a crash may have left out. */
export const postSatisfaction = async (deps: Deps, call: OpenedCall): Promise<Answer> => {
  const { notification, request, now } = call;
  const issue = await caseOf(deps.cases, notification);
  if (!issue) return gone();
  const read = readBody(satisfactionBody, request);
  if (!read.ok) return read.answer;
  const subject = ratedSubject(issue, notification.variables.about);
  const mine = { ...read.body, at: now.toISOString(), notificationId: notification.id };
  const submitted = await deps.satisfaction.submit(subject.key, mine);
  const rating = submitted.kind === 'stored' ? mine : submitted.rating;
  if (rating.solved !== mine.solved || rating.effort !== mine.effort) return refuse(409, 'submitted');
  await deps.cases.note(issue.caseId, entryOf(rating, subject));
  await deps.linkBook.use(request.token, now);
  const { solved, effort } = rating;
  logger.info('satisfaction', { customer: customerHash(issue.customerId), about: subject.about, solved, effort });
  return satisfactionPage(notification, subject, true);
};

const entryOf = ({ at, solved, effort }: Rating, { about }: RatedSubject) => ({
  ...{ at, kind: 'rated', by: 'customer' as const },
  detail: { about, solved, effort },
});
