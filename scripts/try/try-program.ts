import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DecisionRecord } from '../../lambdas/candidates/domain/decision.ts';
import { factNeeds } from '../../lambdas/candidates/domain/filters/compile-chain.ts';
import type { BatchProgram } from '../../lambdas/shared/programs/batch-program-schema.ts';
import type { PinnedProgram } from '../../lambdas/shared/programs/pinned-program.ts';
import { loadMarketplacesFile } from '../programs/load-marketplaces.ts';
import { loadBatchProgramFile } from '../programs/load-program.ts';
import { type Problem, problemText } from '../programs/problem.ts';
import { modelsOf } from './models.ts';
import { readFacts } from './read-facts.ts';
import { readRows } from './read-rows.ts';
import { type Outcome, runInMemory } from './run-in-memory.ts';

export type TrialRequest = { program: string; rows: string; facts?: string | undefined; day?: string | undefined };
/** `missing`: fact files that the program needs and that were not there. */
export type TrialResult = Outcome & { missing: string[] };

const marketplacesFile = fileURLToPath(new URL('../../programs/marketplaces.yaml', import.meta.url));

const refuse = (problems: readonly Problem[]): never => {
  throw new Error(problems.map(problemText).join('\n'));
};

/** A program that is not enabled yet can be tried all the same. */
const pinnedFrom = (path: string): PinnedProgram => {
  const loaded = loadBatchProgramFile(path);
  const shared = loadMarketplacesFile(marketplacesFile);
  if (loaded.problems) return refuse(loaded.problems);
  if (shared.problems) return refuse(shared.problems);
  return { hash: loaded.hash, program: { ...loaded.program, enabled: true }, marketplaces: shared.marketplaces };
};

const files = {
  ...{ customer: 'customers.jsonl', product: 'products.jsonl', contact: 'policy.jsonl' },
  ...{ support: 'support.jsonl', features: 'features.jsonl' },
};

const filesNeeded = (program: BatchProgram): ReadonlySet<string> =>
  new Set([
    ...factNeeds(program).map((kind) => files[kind]),
    ...(program.scoringModel.features.length > 0 ? ['features.jsonl'] : []),
  ]);

/**
 * Runs a program over a file of rows in this process.
 * @param request `facts`: folder of the fact files (default: the rows'); `day`: yyyy-mm-dd (default: the latest event's)
 * @throws Error naming every problem of the program file, or what can't be read
 */
export const tryProgram = async (request: TrialRequest): Promise<TrialResult> => {
  const pinned = pinnedFrom(request.program);
  const { parts, latestDay } = readRows(request.rows, pinned.program.dataConnector.attributes);
  const day = request.day ?? latestDay;
  if (day === undefined) throw new Error(`No row of ${request.rows} has a readable event_time: say --day yyyy-mm-dd`);
  const facts = readFacts(request.facts ?? dirname(request.rows));
  const outcome = await runInMemory({ pinned, day, parts, facts, models: modelsOf(pinned.program) });
  const needed = filesNeeded(pinned.program);
  return { ...outcome, missing: facts.missing.filter((name) => needed.has(name)) };
};

/** Decisions about a customer, or about one of their subjects. @param why `customer` or `customer,subject` */
export const decisionsAbout = (decisions: readonly DecisionRecord[], why: string): DecisionRecord[] =>
  decisions.filter(
    ({ candidate: { customerId, subject } }) => customerId === why || `${customerId},${subject}` === why,
  );
