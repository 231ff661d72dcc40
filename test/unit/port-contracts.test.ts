// The fakes that unit tests and `make try` stand on keep the same contracts as the adapters.
import { describe } from 'vitest';
import { memoryDecisionLog } from '../../lambdas/candidates/adapters/memory-decision-log.ts';
import { memoryFactSource } from '../../lambdas/candidates/adapters/memory-fact-source.ts';
import { memoryFeatureStore } from '../../lambdas/candidates/adapters/memory-feature-store.ts';
import { memoryReactiveDecisions } from '../../lambdas/candidates/adapters/memory-reactive-decisions.ts';
import { memoryRunFiles } from '../../lambdas/candidates/adapters/memory-run-files.ts';
import { memoryRunLedger } from '../../lambdas/candidates/adapters/memory-run-ledger.ts';
import { memoryScoreCache } from '../../lambdas/candidates/adapters/memory-score-cache.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import { decisionLogContract, reactiveDecisionsContract } from '../contract/decision-log.ts';
import { factSourceContract, featureStoreContract } from '../contract/lookups.ts';
import { programStoreContract } from '../contract/program-store.ts';
import { runFilesContract } from '../contract/run-files.ts';
import { runLedgerContract } from '../contract/run-ledger.ts';
import { scoreCacheContract } from '../contract/score-cache.ts';
import { aPinnedProgram } from '../support/a-pinned-program.ts';

describe('RunLedger', () =>
  runLedgerContract(() => {
    const ended = new Set<string>();
    return { ended, ledger: memoryRunLedger({ hasEnded: async (arn) => ended.has(arn) }) };
  }));

describe('DecisionLog', () => decisionLogContract(memoryDecisionLog));

describe('ReactiveDecisions', () =>
  reactiveDecisionsContract(() => ({ decisions: memoryReactiveDecisions(), log: memoryDecisionLog() })));

describe('ScoreCache', () => {
  let now = '';
  const cache = memoryScoreCache({ now: () => new Date(now) });
  scoreCacheContract((at) => {
    now = at;
    return cache;
  });
});

describe('FactSource', () => factSourceContract(async (facts) => memoryFactSource(facts), 'f'));
describe('FeatureStore', () => featureStoreContract(async (groups) => memoryFeatureStore(groups), 'f'));
describe('ProgramStore', () => programStoreContract(async (one) => memoryProgramStore([one]), aPinnedProgram()));
describe('RunFiles', () => runFilesContract(() => memoryRunFiles()));
