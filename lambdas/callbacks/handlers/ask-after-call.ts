import { type AskTwoQuestionsDeps, createAskTwoQuestions, type IssueCase } from '../../issues/index.ts';
import type { Callback } from '../domain/callback.ts';

/** Asks a customer how the call, or an agent's other help, was. Once: the ledger knows the message. */
export type AskAfterCall = (callback: Callback, issue: IssueCase) => Promise<void>;

/** A second call of a case is another message. */
const stepOf = ({ round }: Callback): string => (round === 1 ? 'satisfaction-call' : `satisfaction-call-${round}`);

/** In the zone that the customer named for the call. */
export const createAskAfterCall = (deps: AskTwoQuestionsDeps): AskAfterCall => {
  const ask = createAskTwoQuestions(deps);
  return (callback, issue) =>
    ask(issue, {
      ...{ step: stepOf(callback), zone: callback.zone },
      about: callback.kind === 'call' ? 'call' : 'resolution',
    });
};
