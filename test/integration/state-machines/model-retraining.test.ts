// Every Choice branch, Retry and Catch of model retraining, without the real Lambdas.
import { describe, expect, it } from 'vitest';
import { tasksOf } from './definition.ts';
import { describeMachine } from './describe-machine.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf, type Performed } from './scripted-machine.ts';

const machine = 'model-retraining';
const plan =
  (hasCanary = false): Answer =>
  ({ input }) => ({
    items: [{ training: { modelId: 'm', caseId: input?.caseId }, hasCanary, canarySeconds: 0 }],
  });
const state =
  (name: string): Answer =>
  () => ({ state: name, artifact: 'a' });
const rows =
  (enough: boolean): Answer =>
  () => ({ enough, reason: 'counted' });
const deployed =
  (outcome: string): Answer =>
  () => ({ outcome, reason: 'judged' });

const happy: Script = {
  ...{ Plan: plan(), StartSets: () => ({ queryIds: ['q'] }), LookAtSets: [state('running'), state('done')] },
  ...{ CountRows: rows(true), StartTraining: () => ({ job: 'j' }), PollTraining: [state('running'), state('done')] },
  ...{ JudgeModel: () => ({ better: true, reason: 'better' }), DeployModel: deployed('canary') },
  ...{ StartCanarySet: () => ({ queryIds: ['q'] }), LookAtCanarySet: [state('running'), state('done')] },
  ...{ JudgeCanary: deployed('promote'), RecordFailure: recordFailure, RecordItemFailure: recordFailure },
};
const ofItem = tasksOf(machine)
  .map(({ name }) => name)
  .filter((name) => !['Plan', 'RecordFailure', 'RecordItemFailure'].includes(name));

const outcomeOf = ({ output }: Performed) => (output as { models?: { outcome: string }[] })?.models?.[0]?.outcome;

describeMachine(machine, happy, ({ perform }) => {
  describe('a retraining', () => {
    it('goes from the training set to a promoted canary', async () => {
      const run = await perform();
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(outcomeOf(run)).toBe('promote');
      expect(callsOf(run, 'PollTraining')).toHaveLength(2);
    });

    it('with too few rows trains nothing', async () => {
      const run = await perform({ CountRows: rows(false) });
      expect([run.status, outcomeOf(run)]).toEqual(['SUCCEEDED', 'too-few-rows']);
      expect(callsOf(run, 'StartTraining')).toEqual([]);
    });

    it('of a model that is no better ends without a canary', async () => {
      const run = await perform({ DeployModel: deployed('not-deployed') });
      expect([run.status, outcomeOf(run)]).toEqual(['SUCCEEDED', 'not-deployed']);
      expect(callsOf(run, 'JudgeCanary')).toEqual([]);
    });

    it('judges last week’s canary first, and trains no other beside it', async () => {
      const run = await perform({ Plan: plan(true), JudgeCanary: deployed('roll-back') });
      expect([run.status, outcomeOf(run)]).toEqual(['SUCCEEDED', 'roll-back']);
      expect(callsOf(run, 'StartSets')).toEqual([]);
    });

    it.each(ofItem)('whose %s fails for good is recorded by its model', async (step) => {
      const run = await perform({ [step]: failing('PermanentError') });
      expect(run).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
      expect(callsOf(run, 'RecordItemFailure')[0]?.event).toMatchObject({ job: machine, step, item: 'm' });
    });

    it('whose every step is away twice is done in the end', async () => {
      const steps = ['Plan', ...ofItem];
      const run = await perform(Object.fromEntries(steps.map((step) => [step, twiceTransient(happy[step])])));
      expect(run.status, run.cause).toBe('SUCCEEDED');
      for (const step of steps) expect(callsOf(run, step).length, step).toBeGreaterThanOrEqual(3);
    });

    it('that cannot be planned is recorded, and ends', async () => {
      expectRecorded(await perform({ Plan: failing('PermanentError') }), { step: 'Plan', error: 'PermanentError' });
    });

    it('whose failed model is recorded although that needs three attempts', async () => {
      const run = await perform({
        JudgeModel: failing('PermanentError'),
        RecordItemFailure: twiceTransient(recordFailure),
      });
      expect(run).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
      expect(callsOf(run, 'RecordItemFailure')).toHaveLength(3);
    });

    it('fails also when the failure of its model cannot be recorded', async () => {
      const run = await perform({ StartSets: failing('PermanentError'), RecordItemFailure: failing('PermanentError') });
      expect(run).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
    });
  });
});
