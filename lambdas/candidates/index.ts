// What other capabilities may use of candidates.
export { dynamodbCandidateStore } from './adapters/dynamodb-candidate-store.ts';
export { dynamodbFactSource } from './adapters/dynamodb-fact-source.ts';
export { dynamodbFeatureStore } from './adapters/dynamodb-feature-store.ts';
export { dynamodbModelRegistry } from './adapters/dynamodb-model-registry.ts';
export { dynamodbProductTitles } from './adapters/dynamodb-product-titles.ts';
export { packLines, unpackLines } from './adapters/gzip-lines.ts';
export { memoryCandidateStore } from './adapters/memory-candidate-store.ts';
export { openCandidateActions } from './adapters/open-candidate.ts';
export { dynamodbReactiveDecisions, reactiveDecisionItem } from './adapters/reactive-decisions.ts';
export { stepRunLedger } from './adapters/step-run-ledger.ts';
export type { Candidate, Scalar, StoredCandidate } from './domain/candidate.ts';
export type { DecisionRecord, ReactiveRecord } from './domain/decision.ts';
export type { Facts } from './domain/facts.ts';
export { churnRiskFeatureGroup } from './domain/filters/churn-risk.ts';
export { compileChain, type FilterChain } from './domain/filters/compile-chain.ts';
export { decideCandidate } from './domain/filters/filter-chain.ts';
export { daysBefore } from './domain/instant.ts';
export { type CaughtError, explainFailure } from './domain/run/failure.ts';
export type { RunFailure } from './domain/run/run.ts';
export { bandOf } from './domain/scoring/bands.ts';
export type {
  CandidateKey,
  CandidateStore,
  FactSource,
  FeatureStore,
  ReactiveDecision,
  ReactiveDecisions,
  RunLedger,
} from './ports.ts';
