// What other capabilities may use of candidates.
export { dynamodbCandidateStates } from './adapters/dynamodb-candidate-states.ts';
export { dynamodbCandidateStore } from './adapters/dynamodb-candidate-store.ts';
export { dynamodbFactSource } from './adapters/dynamodb-fact-source.ts';
export { dynamodbFeatureStore } from './adapters/dynamodb-feature-store.ts';
export { dynamodbModelRegistry } from './adapters/dynamodb-model-registry.ts';
export { dynamodbProductTitles } from './adapters/dynamodb-product-titles.ts';
export { packLines, unpackLines } from './adapters/gzip-lines.ts';
// Not the lazy one: an import() that can be reached from here keeps esbuild from dropping what bundles don't use.
export { lazySageMaker } from './adapters/lazy-sagemaker.ts';
export { memoryCandidateStore } from './adapters/memory-candidate-store.ts';
export { memoryModelRegistry } from './adapters/memory-model-registry.ts';
export { type MemoryModel, memoryScoringProviders } from './adapters/memory-scoring-providers.ts';
export { modelFolder } from './adapters/model-files.ts';
export { openCandidateActions } from './adapters/open-candidate.ts';
export { dynamodbReactiveDecisions, reactiveDecisionItem } from './adapters/reactive-decisions.ts';
export { scoringProviders } from './adapters/scoring-providers.ts';
export { stepRunLedger } from './adapters/step-run-ledger.ts';
export type { Candidate, Scalar, StoredCandidate } from './domain/candidate.ts';
export type { ReactiveRecord } from './domain/decision.ts';
export type { Facts } from './domain/facts.ts';
export { churnRiskFeatureGroup } from './domain/filters/churn-risk.ts';
export { compileChain, type FilterChain } from './domain/filters/compile-chain.ts';
export { decideCandidate } from './domain/filters/filter-chain.ts';
export { daysBefore } from './domain/instant.ts';
export {
  type ModelVersion,
  promote,
  rollBack,
  type Serving,
  type ServingDecision,
  startCanary,
  versionFor,
} from './domain/models/serving.ts';
export { type CaughtError, explainFailure } from './domain/run/failure.ts';
export type { RunFailure } from './domain/run/run.ts';
export { bandOf } from './domain/scoring/bands.ts';
export { afterFailure, afterSuccess, type BreakerState, closedBreaker, tryPass } from './domain/scoring/breaker.ts';
export { assembleFeatures, type FeatureVector } from './domain/scoring/features.ts';
export type { ModelSpec } from './domain/scoring/model-spec.ts';
export { parseXgboostModel, predict } from './domain/scoring/trees.ts';
export type {
  CandidateKey,
  CandidateStore,
  FactSource,
  FeatureStore,
  ModelRegistry,
  ReactiveDecision,
  ReactiveDecisions,
  RunLedger,
  ScoringProvider,
  ScoringProviders,
} from './ports.ts';
