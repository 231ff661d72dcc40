import type { Solution } from '../../api/answers.ts';
import type { Messages } from '../../i18n/messages/en.ts';

type IssueWords = Extract<keyof Messages, `issue${string}`>;

/** Issue types of programs/predictive-issue-resolution.yaml in plain words; a type nobody has words for is "errors". */
const words: Record<string, IssueWords> = {
  app_crash: 'issueCrash',
  login_failure: 'issueSignIn',
  payment_error: 'issuePayment',
  data_sync: 'issueSync',
  performance: 'issueSlow',
  data_loss: 'issueDataLoss',
  security_warning: 'issueSecurity',
};

/** What went wrong, as one sentence. */
export const issueWords = (t: Messages, { type }: Solution['issue']): string =>
  t[Object.hasOwn(words, type) ? (words[type] ?? 'issueOther') : 'issueOther'];
