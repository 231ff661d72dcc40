// Which callbacks a case may have: ids are made of case, round and rule, so no index has to be asked.
import { callbackIdOf, escalationIdOf, mostEscalationRounds } from './callback.ts';

type Known = { caseId: string; callbackId?: string; escalations: readonly { ruleId: string }[] };
/** Far more calls than anybody waits for. */
const mostRounds = 50;

const upTo = (rounds: number): number[] => Array.from({ length: rounds }, (_, index) => index + 1);

/** All calls up to the one the case knows, and the next, which it may not know yet. */
const callIdsOf = ({ caseId, callbackId }: Known): string[] => {
  const ids = [callbackIdOf(caseId, 1)];
  if (callbackId === undefined) return ids;
  while (ids.at(-1) !== callbackId && ids.length < mostRounds) ids.push(callbackIdOf(caseId, ids.length + 1));
  return ids.at(-1) === callbackId ? [...ids, callbackIdOf(caseId, ids.length + 1)] : [callbackId, ...ids];
};

/** Ids of all its calls and escalations; of some there is nothing, as when a rule raised an open call's ticket. */
export const callbackIdsOfCase = (issue: Known): string[] => {
  const rules = new Set(issue.escalations.map(({ ruleId }) => ruleId));
  const escalations = [...rules].flatMap((ruleId) =>
    upTo(mostEscalationRounds).map((round) => escalationIdOf(issue.caseId, ruleId, round)),
  );
  return [...callIdsOf(issue), ...escalations];
};
