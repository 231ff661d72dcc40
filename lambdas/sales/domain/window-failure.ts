// Turns what Step Functions catches into something a person can act on. Never throws: it is the last to be asked.

/** As a Catch hands it over. `Cause` of a Lambda error is JSON text with `errorMessage`. */
export type CaughtError = { Error?: string | undefined; Cause?: string | undefined };
export type WindowFailure = { step: string; error: string; cause: string; whatToDo: string };

const again =
  'start notification-scheduler again with the same input: what was made is not made twice (the next run also catches up while it helps)';

const advice: Record<string, string> = {
  InvalidInputError:
    'Correct the execution’s input (statemachines/notification-scheduler/examples) and start it again.',
  NotFoundError: `What the cause names is not there: deploy it, then ${again}.`,
  ConflictError: `Enable the program and deploy, then ${again}.`,
  TransientError: `A service was away for longer than all retries: when it is back, ${again}.`,
  'States.Timeout': `A step ran into its time limit: look at its Lambda’s log, then ${again}.`,
  'States.DataLimitExceeded': 'A step returned too much: this is a defect, report it with the execution’s ARN.',
  'Lambda.TooManyRequestsException': `Lambda’s concurrency was used up: raise it or lower the Map’s concurrency, then ${again}.`,
  'Sandbox.Timedout': `A Lambda ran into its time limit: look at its log, then ${again}.`,
  'Runtime.ExitError': `A Lambda died (often out of memory): look at its log, then ${again}.`,
};

const longest = 2_000;

/** @param step name of the state whose Catch was taken */
export const explainWindowFailure = (step: string, caught: CaughtError): WindowFailure => {
  const error = caught.Error || 'UnknownError';
  const whatToDo = Object.hasOwn(advice, error)
    ? (advice[error] as string)
    : `Look at the log of ${step} and the execution’s history; then ${again}.`;
  // A Fail state may not use names of Step Functions' own, which begin with `States.`.
  return { step, error: error.replace(/^States\./, 'StepFunctions.'), cause: causeOf(caught.Cause), whatToDo };
};

const causeOf = (cause: string | undefined): string => {
  if (!cause) return 'no cause given';
  return (messageIn(cause) || cause).slice(0, longest);
};

const messageIn = (cause: string): string | undefined => {
  try {
    const message = (JSON.parse(cause) as { errorMessage?: unknown } | null)?.errorMessage;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
};
