import type { IssueCase } from '../../domain/issue-case.ts';
import { type AskTwoQuestionsDeps, createAskTwoQuestions } from './ask-two-questions.ts';

/** Asks how the help was, once per case. */
export type AskSatisfaction = (issue: IssueCase) => Promise<void>;

/** After a resolution without a call. */
export const createAskSatisfaction = (deps: AskTwoQuestionsDeps): AskSatisfaction => {
  const ask = createAskTwoQuestions(deps);
  return (issue) =>
    ask(issue, {
      ...{ step: 'satisfaction', about: 'resolution', zone: issue.zone },
      critical: issue.severity === 'critical',
    });
};
