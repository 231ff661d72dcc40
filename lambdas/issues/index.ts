// What other capabilities may use of issues.
export { type CaseEntry, caseIdOfNotification, type IssueCase } from './domain/issue-case.ts';
