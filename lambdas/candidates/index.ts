// What other capabilities may use of candidates.
export { dynamodbCandidateStore } from './adapters/dynamodb-candidate-store.ts';
export { dynamodbProductTitles } from './adapters/dynamodb-product-titles.ts';
export { packLines, unpackLines } from './adapters/gzip-lines.ts';
export { memoryCandidateStore } from './adapters/memory-candidate-store.ts';
export { stepRunLedger } from './adapters/step-run-ledger.ts';
export type { Scalar, StoredCandidate } from './domain/candidate.ts';
export { type CaughtError, explainFailure } from './domain/run/failure.ts';
export type { RunFailure } from './domain/run/run.ts';
export type { CandidateKey, CandidateStore, RunLedger } from './ports.ts';
