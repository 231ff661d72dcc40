// What asl-validator 4.0.0 misses or design.md asks for beyond the language: one function a rule, each a list of complaints.
import { type AslObject, objects, type PlacedState, processorOf, strings } from './asl-states.ts';

/** Complaints about one state, without its name. */
export type Rule = (placed: PlacedState) => string[];

const complain = (wrong: boolean, complaint: string): string[] => (wrong ? [complaint] : []);
const isTask = ({ state }: PlacedState): boolean => state.Type === 'Task';

const timeouts: Rule = (placed) =>
  complain(
    isTask(placed) && placed.state.TimeoutSeconds === undefined && placed.state.TimeoutSecondsPath === undefined,
    'has no TimeoutSeconds: a lost call would hang for ever',
  );

/** Errors that pass by themselves: our own, Lambda's (Step Functions Developer Guide, "Handle transient Lambda service exceptions"). */
const transient = ['TransientError', 'Lambda.TooManyRequestsException', 'Lambda.ServiceException'];

const retriesTransient = (retriers: AslObject[]): boolean => {
  const named = retriers.flatMap(({ ErrorEquals }) => strings(ErrorEquals));
  return (
    named.includes('States.ALL') ||
    named.includes('States.TaskFailed') ||
    transient.every((error) => named.includes(error))
  );
};

const retries: Rule = (placed) =>
  complain(
    isTask(placed) && !retriesTransient(objects(placed.state.Retry)),
    `does not retry transient errors (${transient.join(', ')})`,
  );

const jitter: Rule = ({ state }) =>
  complain(
    objects(state.Retry).some(({ MaxAttempts, JitterStrategy }) => MaxAttempts !== 0 && JitterStrategy !== 'FULL'),
    'has a Retry without "JitterStrategy": "FULL": all workers would come back at once',
  );

/** Without one, Step Functions doubles. */
const backoff: Rule = ({ state }) =>
  complain(
    objects(state.Retry).some(({ MaxAttempts, BackoffRate }) => MaxAttempts !== 0 && Number(BackoffRate ?? 2) < 2),
    'has a Retry whose BackoffRate is less than 2: what is throttled would be asked again and again',
  );

const catches: Rule = (placed) =>
  complain(
    isTask(placed) && ![placed, ...placed.within].some(({ state }) => objects(state.Catch).length > 0),
    'has no Catch, nor has what encloses it: its failure would leave no record',
  );

const catchAllLast =
  (field: 'Retry' | 'Catch'): Rule =>
  ({ state }) => {
    const lists = objects(state[field]).map(({ ErrorEquals }) => strings(ErrorEquals));
    const at = lists.findIndex((errors) => errors.includes('States.ALL'));
    return [
      ...complain(at >= 0 && at < lists.length - 1, `has States.ALL before other entries of ${field}`),
      ...complain(at >= 0 && (lists[at]?.length ?? 0) > 1, `names States.ALL beside other errors in ${field}`),
    ];
  };

const onlyDistributed = [
  'ItemReader',
  'ResultWriter',
  'ToleratedFailurePercentage',
  'ToleratedFailureCount',
  'Label',
  'ItemBatcher',
];

const distributedFields: Rule = ({ state }) =>
  state.Type !== 'Map' || processorOf(state).distributed
    ? []
    : onlyDistributed
        .filter((field) => state[field] !== undefined)
        .map((field) => `has ${field}, which only a DISTRIBUTED Map may have`);

const labels: Rule = ({ state }) =>
  complain(typeof state.Label === 'string' && state.Label.length > 40, 'has a Label of more than 40 characters');

const tokensInExpress: Rule = ({ state, within }) =>
  complain(
    String(state.Resource ?? '').endsWith('.waitForTaskToken') &&
      within.some((outer) => processorOf(outer.state).express),
    'waits for a task token inside an EXPRESS execution, which cannot',
  );

const inputTypes: Rule = ({ state }) => {
  const reader = state.ItemReader;
  const config =
    typeof reader === 'object' && reader !== null && !Array.isArray(reader) ? reader.ReaderConfig : undefined;
  const type = typeof config === 'object' && config !== null && !Array.isArray(config) ? config.InputType : undefined;
  return complain(
    type !== undefined && !['CSV', 'JSON', 'JSONL', 'PARQUET', 'MANIFEST'].includes(String(type)),
    `reads items of unknown InputType ${type}`,
  );
};

export const aslRules: Rule[] = [
  timeouts,
  retries,
  jitter,
  backoff,
  catches,
  catchAllLast('Retry'),
  catchAllLast('Catch'),
  distributedFields,
  labels,
  tokensInExpress,
  inputTypes,
];
