// Every Choice branch, Retry and Catch of model retraining, without the real Lambdas.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchesOf, tasksOf } from './definition.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf, deployScripted, type Performed, type ScriptedMachine } from './scripted-machine.ts';

const machine = 'model-retraining';
const plan =
  (hasCanary = false): Answer =>
  ({ input }) => ({
    items: [{ training: { modelId: 'm', caseId: input?.caseId }, hasCanary, canarySeconds: 1 }],
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

const taken = new Set<string>();
let scripted: ScriptedMachine;
const perform = async (script: Script = {}): Promise<Performed> => {
  const performed = await scripted.perform(script);
  for (const [n, name] of performed.entered.entries()) taken.add(`${name} → ${performed.entered[n + 1]}`);
  return performed;
};
const outcomeOf = ({ output }: Performed) => (output as { models?: { outcome: string }[] })?.models?.[0]?.outcome;

beforeAll(async () => {
  scripted = await deployScripted(machine, happy);
});
afterAll(() => scripted?.remove());

describe.concurrent('a retraining', () => {
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
    const away = Object.fromEntries(ofItem.map((step) => [step, twiceTransient(happy[step])]));
    const run = await perform(away as Script);
    expect(run.status, run.cause).toBe('SUCCEEDED');
    for (const step of ofItem) expect(callsOf(run, step).length, step).toBeGreaterThanOrEqual(3);
  });

  it('that cannot be planned is recorded, and ends', async () => {
    expectRecorded(await perform({ Plan: failing('PermanentError') }), { step: 'Plan', error: 'PermanentError' });
  });

  it('fails with its cause when nothing can be recorded', async () => {
    const run = await perform({ Plan: failing('PermanentError'), RecordFailure: failing('PermanentError') });
    expect(run).toMatchObject({ status: 'FAILED', error: 'FailureUnrecorded' });
    const item = await perform({ StartSets: failing('PermanentError'), RecordItemFailure: failing('PermanentError') });
    expect(item).toMatchObject({ status: 'FAILED', error: 'JobIncomplete' });
  });
});

// After the cases above: these judge them.
describe('the cases', () => {
  it('are for every Task', () => {
    const names = tasksOf(machine).map(({ name }) => name);
    expect(Object.keys(happy).sort()).toEqual(names.sort());
  });

  it('took every branch of every Choice', () => {
    expect(branchesOf(machine).filter((branch) => !taken.has(branch))).toEqual([]);
  });
});
