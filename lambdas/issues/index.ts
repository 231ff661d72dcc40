// What other capabilities may use of issues.
export { type CaseEntry, caseIdOfNotification, type IssueCase } from './domain/issue-case.ts';
export { type CallEnd, type CaseActions, caseActions } from './handlers/resolution/case-actions.ts';
export type { CaseOutcome } from './handlers/resolution/change-case.ts';
export type { IssueBook } from './ports.ts';
