// RecordFailure's part: what it answers, and that the execution ends with it.
import { expect } from 'vitest';
import { explainFailure } from '../../../lambdas/candidates/domain/run/failure.ts';
import type { Answer } from './script-server.ts';
import { callsOf, type Performed } from './scripted-machine.ts';

/** As the real Lambda explains a failure; nothing is stored. */
export const recordFailure: Answer = ({ step, state }) => explainFailure(step ?? 'unknown step', state?.error ?? {});

/** RecordFailure was called once, told of that step, and what it answered ends the execution. */
export const expectFailureOf = (run: Performed, { step, error }: { step: string; error?: string }): void => {
  const records = callsOf(run, 'RecordFailure').map(({ event }) => event);
  expect(records).toMatchObject([
    { step, execution: { arn: run.arn }, ...(error && { state: { error: { Error: error } } }) },
  ]);
  const [record] = records;
  const answered = explainFailure(step, record?.state?.error ?? {});
  expect(run).toMatchObject({ status: 'FAILED', error: answered.error });
  expect(run.cause).toBe(`${answered.cause} (in ${step}). What to do: ${answered.whatToDo}`);
};

/** The same, for an error that keeps its name. */
export const expectRecorded = (run: Performed, failure: { step: string; error: string }): void => {
  expectFailureOf(run, failure);
  expect(run.error).toBe(failure.error);
};
