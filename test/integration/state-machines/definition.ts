// A machine's definition as the tests run it, and what the tests must cover of it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AslObject, isObject, objects, statesOf } from '../../../scripts/check/asl-states.ts';
import { machinePlaceholders } from '../../../scripts/check/machine-placeholders.ts';
import { renderDefinition } from '../../../scripts/check/render-definition.ts';
import { pick } from '../../support/deployed.ts';
import { outputs } from '../../support/local-cloud.ts';
import type { StateOf, StepEvent } from './script-server.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sourceOf = (machine: string): string =>
  readFileSync(new URL(`../../../statemachines/${machine}/definition.asl.json`, import.meta.url), 'utf8');

/** Functions that a machine calls, as its placeholders name them. */
export const functionsOf = (machine: string): string[] => [
  ...new Set([...sourceOf(machine).matchAll(/\$\{([a-z_]+)_arn\}/g)].map(([, name]) => name as string)),
];

/**
 * Retries come soon and Waits end at once: how often and after which errors stays as it is defined. As text, because LocalStack
 * needs decimals to stay decimals; the numbers are the least that Step Functions takes. `make check` looks at the real ones.
 */
const hasten = (text: string): string =>
  text
    .replaceAll(/"IntervalSeconds": \d+/g, '"IntervalSeconds": 1')
    .replaceAll(/"BackoffRate": [\d.]+/g, '"BackoffRate": 1.0')
    .replaceAll(/"MaxDelaySeconds": \d+/g, '"MaxDelaySeconds": 2')
    .replaceAll(/"Seconds": \d+/g, '"Seconds": 0');

/** @param arns by function name @param started the machine that it starts, if any. @throws Error with what the renderer found */
export const renderMachine = (machine: string, arns: Record<string, string>, started: string): string => {
  const values: Record<string, string> = {
    data_bucket: pick(outputs.buckets, 'data'),
    map_concurrency: '2',
    campaign_machine: started,
    scheduler_machine: started,
  };
  const supplied = Object.keys(machinePlaceholders(root).get(machine) ?? {}).map((key) => [key, pick(values, key)]);
  const functions = Object.fromEntries(Object.entries(arns).map(([name, arn]) => [`${name}_arn`, arn]));
  const { text, problems } = renderDefinition(sourceOf(machine), functions, Object.fromEntries(supplied));
  if (problems.length > 0) throw new Error(`${machine}: ${problems.join('; ')}`);
  return hasten(text);
};

type TaskState = { name: string; functionName: string; attempts: number; parameters: AslObject };

const startsMachine = ({ Resource }: AslObject): boolean => Resource === 'arn:aws:states:::states:startExecution';

const asTask = (name: string, state: AslObject): TaskState => {
  const retries = objects(state.Retry).map(({ MaxAttempts }) => Number(MaxAttempts));
  const [, functionName] = /\$\{([a-z_]+)_arn\}/.exec(JSON.stringify([state.Resource, state.Parameters ?? {}])) ?? [];
  if (!functionName) throw new Error(`${name} calls no function of ours: the tests need to know what it does`);
  const parameters = isObject(state.Parameters) ? state.Parameters : {};
  return { name, functionName, attempts: 1 + Math.max(0, ...retries), parameters };
};

const placedStates = (machine: string) => statesOf(JSON.parse(sourceOf(machine)) as AslObject);

/** Every Task that calls a function, also inside Maps, with how often it may be called for one item. */
export const tasksOf = (machine: string): TaskState[] =>
  placedStates(machine).flatMap(({ name, state }) =>
    state.Type === 'Task' && !startsMachine(state) ? [asTask(name, state)] : [],
  );

/** Every way out of every Choice, as `Choice → Next`. */
export const branchesOf = (machine: string): string[] =>
  placedStates(machine).flatMap(({ name, state }) =>
    state.Type === 'Choice'
      ? [...objects(state.Choices).map(({ Next }) => Next), state.Default].map((next) => `${name} → ${next}`)
      : [],
  );

/** Tells the states that share a function apart by what they pass on. */
export const stateOfCall = (machine: string): StateOf => {
  const tasks = tasksOf(machine);
  return (functionName, event) => {
    const callers = tasks.filter((task) => task.functionName === functionName);
    const [only] = callers;
    if (only && callers.length === 1) return only.name;
    const recorder = recorders[functionName];
    if (recorder) return recorder(event);
    return callers.find(({ parameters }) => parameters.step === event.step)?.name ?? functionName;
  };
};

const recorderOf = ({ step, chunk }: StepEvent): string => {
  if (chunk === undefined) return 'RecordFailure';
  return step === 'StoreChunk' ? 'RecordStoreFailure' : 'RecordDecideFailure';
};

/** Functions that record failures of a whole run and of its parts. */
const recorders: Record<string, (event: StepEvent) => string> = {
  record_failure: recorderOf,
  record_window_failure: ({ sale }) => (sale === undefined ? 'RecordFailure' : 'RecordSaleFailure'),
  record_job_failure: ({ item }) => (item === undefined ? 'RecordFailure' : 'RecordItemFailure'),
  record_escalation_failure: ({ list }) => (list === undefined ? 'RecordFailure' : 'RecordListFailure'),
};
