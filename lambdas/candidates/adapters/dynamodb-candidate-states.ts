import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CandidateKey, CandidateStore } from '../ports.ts';
import { readCandidate } from './read-candidate.ts';
import { transitionCandidate } from './transition-candidate.ts';

/** Of the candidate store what those need who only move candidates on: without runs, programs and channels. */
export const dynamodbCandidateStates = (place: {
  document: DynamoDBDocumentClient;
  table: string;
}): Pick<CandidateStore, 'get' | 'transition'> => {
  const read = (key: CandidateKey) => readCandidate(place, key);
  return { get: read, transition: (key, change) => transitionCandidate({ ...place, read }, key, change) };
};
