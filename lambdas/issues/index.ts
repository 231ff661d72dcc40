// What other capabilities may use of issues.

export { dynamodbIssueBook } from './adapters/dynamodb-issue-book.ts';
export { dynamodbRatings, ratingKey } from './adapters/dynamodb-ratings.ts';
export { issueDoor, issueDoorEnvironment } from './adapters/issue-door.ts';
export { memoryIssueBook } from './adapters/memory-issue-book.ts';
export { type CaseEntry, caseIdOfNotification, type IssueCase } from './domain/issue-case.ts';
export { type RatedSubject, type Rating, ratedSubject, ratedSubjects } from './domain/rating.ts';
export { resolutionEnd } from './domain/resolution-end.ts';
export { storeUrlFor } from './domain/store-url.ts';
export { type AskTwoQuestionsDeps, createAskTwoQuestions } from './handlers/resolution/ask-two-questions.ts';
export { type CaseActions, caseActions } from './handlers/resolution/case-actions.ts';
export type { CaseOutcome } from './handlers/resolution/change-case.ts';
export type { IssueBook, Ratings } from './ports.ts';
