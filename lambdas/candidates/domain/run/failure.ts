// Turns what Step Functions catches into something a person can act on. Never throws: it is the last to be asked.
import type { RunFailure } from './run.ts';

/** As a Catch hands it over. `Cause` of a Lambda error is JSON text with `errorMessage`. */
export type CaughtError = { Error?: string; Cause?: string };

const again = 'start the day again with the same input';

/** What to do, by error name. Names are those of our error classes, of Lambda and of Step Functions. */
const advice: Record<string, string> = {
  InvalidInputError: 'Correct the execution’s input (statemachines/*/examples shows right ones) and start it again.',
  NotFoundError: 'What the cause names is not there: deploy it, or run the day first; then start again.',
  ConflictError: 'Another execution has this day: wait for it, or stop it, then start the day again.',
  TransientError: `A service was away for longer than all retries: when its health is back, ${again}.`,
  QueryFailedError: `Correct the program’s query or repair its tables, then ${again}.`,
  QueryCancelledError: `Find out who stopped the query, or whether it scans more than the work group allows; then ${again}.`,
  QueryOverLimitError:
    'Make the query cheaper or raise timeLimitMinutes in the program file, then start the day again.',
  SchemaDriftError:
    'Repair the upstream table, or follow the change in the program’s query and attributes; then start the day again.',
  TooManyRejectsError:
    'Read the reject files of the run (runs/<program>/<day>/<attempt>/rejects), repair the source or raise brake.maxRejectShare; then start the day again.',
  IncompleteRunError:
    'Look at failures/ in the run’s folder and at the Map Run’s failed items, then start the day again.',
  ReleaseExpiredError:
    'Nobody released the run in time: look at its judgement, then start the day again and release it.',
  ExportMismatchError:
    'Compare the export’s rows with the decisions of the run (an export of the same day may have run beside it), then start the export again.',
  'States.Timeout': `A step ran into its time limit: look at its Lambda’s log, then ${again}.`,
  'States.DataLimitExceeded':
    'A step returned too much for Step Functions: this is a defect, report it with the execution’s ARN.',
  'Lambda.TooManyRequestsException': `Lambda’s concurrency was used up: raise it or lower the Map’s concurrency, then ${again}.`,
  'Sandbox.Timedout': `A Lambda ran into its time limit: look at its log, then ${again}.`,
  'Runtime.ExitError': `A Lambda died (often out of memory): look at its log, then ${again}.`,
};

/** @param step name of the state whose Catch was taken */
export const explainFailure = (step: string, caught: CaughtError): RunFailure => {
  const raw = typeof caught.Error === 'string' && caught.Error !== '' ? caught.Error : 'UnknownError';
  const error = step === 'AwaitRelease' && raw === 'States.Timeout' ? 'ReleaseExpiredError' : raw;
  const whatToDo = Object.hasOwn(advice, error)
    ? (advice[error] as string)
    : `Look at the log of ${step} and the execution’s history; then ${again}.`;
  return { step, error: ownName(error), cause: causeOf(caught.Cause), whatToDo };
};

/** A Fail state may not use names of Step Functions' own, which begin with `States.`. */
const ownName = (error: string): string => error.replace(/^States\./, 'StepFunctions.');

const longest = 2_000;

const causeOf = (cause: unknown): string => {
  if (typeof cause !== 'string' || cause === '') return 'no cause given';
  return (messageIn(cause) || cause).slice(0, longest);
};

const messageIn = (cause: string): string | undefined => {
  try {
    const value: unknown = JSON.parse(cause);
    if (Array.isArray(value)) return value.map(String).join('; ');
    const message = (value as { errorMessage?: unknown } | null)?.errorMessage;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
};
