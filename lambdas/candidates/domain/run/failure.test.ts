import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainFailure } from './failure.ts';

describe('a failure, explained', () => {
  it('takes the message out of a Lambda’s cause', () => {
    const Cause = JSON.stringify({
      errorType: 'SchemaDriftError',
      errorMessage: 'column "purchased" is gone',
      trace: [],
    });
    expect(explainFailure('WriteManifest', { Error: 'SchemaDriftError', Cause })).toEqual({
      step: 'WriteManifest',
      error: 'SchemaDriftError',
      cause: 'column "purchased" is gone',
      whatToDo: expect.stringContaining('upstream'),
    });
  });

  it('joins the reasons of Judge', () => {
    const failure = explainFailure('Judge', { Error: 'TooManyRejectsError', Cause: '["8 % bad","drift"]' });
    expect(failure.cause).toBe('8 % bad; drift');
  });

  it('tells a release that nobody gave from a step that hung', () => {
    expect(explainFailure('AwaitRelease', { Error: 'States.Timeout' })).toMatchObject({ error: 'ReleaseExpiredError' });
    expect(explainFailure('Judge', { Error: 'States.Timeout' })).toMatchObject({ error: 'StepFunctions.Timeout' });
  });

  it('never throws, always advises, and gives a name that a Fail state may use', () => {
    const odd = fc.option(fc.oneof(fc.string(), fc.json(), fc.constant('toString')), { nil: undefined });
    fc.assert(
      fc.property(fc.string(), odd, odd, (step, name, cause) => {
        const caught = { ...(name !== undefined && { Error: name }), ...(cause !== undefined && { Cause: cause }) };
        const failure = explainFailure(step, caught);
        expect(failure.whatToDo.length).toBeGreaterThan(10);
        expect(failure.cause.length).toBeGreaterThan(0);
        expect(failure.error).toMatch(/^(?!States\.)./s);
      }),
    );
  });
});
