// What the tests of every machine share: it is deployed with scripts instead of its Lambdas, its cases run at the same time,
// and at the end they are judged: no Task without its cases, no branch that none of them took.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchesOf, tasksOf } from './definition.ts';
import { recordFailure } from './recorded.ts';
import { type Call, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf, deployScripted, type Performed, type ScriptedMachine } from './scripted-machine.ts';

export type MachineUnderTest = {
  /** Runs one execution. @param changes to the script in which everything goes well */
  perform(changes?: Script): Promise<Performed>;
  /** How often a Task may be called for one item. */
  attemptsOf(task: string): number;
};

/** What every Task must meet in some case, told from its calls in one execution. */
const fates: Record<string, (calls: Call[]) => boolean> = {
  'does its work': (calls) => calls.some(({ error }) => error === undefined),
  'fails for good': (calls) => calls.some(({ error }) => error !== undefined && error !== 'TransientError'),
  'is tried again': (calls) => {
    const away = calls.findIndex(({ error }) => error === 'TransientError');
    return away >= 0 && calls.slice(away).some(({ error }) => error === undefined);
  },
};

/** `Task: fate` of those fates that no execution brought. */
const unmetFates = (machine: string, runs: Performed[]): string[] =>
  tasksOf(machine).flatMap(({ name }) =>
    Object.entries(fates)
      .filter(([, met]) => !runs.some((run) => met(callsOf(run, name))))
      .map(([fate]) => `${name}: ${fate}`),
  );

/** The same for every machine: its first Task fails, and RecordFailure says so, or cannot. */
const failureCases = (machine: string, { perform, attemptsOf }: MachineUnderTest) =>
  describe('a failure of the run', () => {
    const [first = { name: '' }] = tasksOf(machine);
    const step = first.name;

    it('comes after all retries and is recorded, although that needs three attempts', async () => {
      const run = await perform({ [step]: failing('TransientError'), RecordFailure: twiceTransient(recordFailure) });
      expect(run).toMatchObject({ status: 'FAILED', error: 'TransientError' });
      expect(callsOf(run, step)).toHaveLength(attemptsOf(step));
      expect(callsOf(run, 'RecordFailure')).toHaveLength(3);
    });

    it.each([
      ['PermanentError', 1],
      ['TransientError', attemptsOf('RecordFailure')],
    ])('ends the execution with its cause when recording it throws %s', async (error, calls) => {
      const run = await perform({ [step]: failing('PermanentError'), RecordFailure: failing(error) });
      expect(run).toMatchObject({ status: 'FAILED', error: 'FailureUnrecorded' });
      expect(run.cause).toContain('PermanentError for a test');
      expect(callsOf(run, 'RecordFailure')).toHaveLength(calls);
    });
  });

/**
 * The tests of one machine: `cases`, those that all machines share, and the judgement of both.
 * @param happy answers of every Task when everything goes well
 * @param cases defines tests; the longest should stand first, since all of them are started in order and side by side
 */
export const describeMachine = (machine: string, happy: Script, cases: (underTest: MachineUnderTest) => void) =>
  describe.concurrent(machine, () => {
    const attempts = new Map(tasksOf(machine).map((task) => [task.name, task.attempts]));
    const runs: Performed[] = [];
    let scripted: ScriptedMachine;
    const underTest: MachineUnderTest = {
      perform: async (changes) => {
        const run = await scripted.perform(changes);
        runs.push(run);
        return run;
      },
      attemptsOf: (task) => {
        const found = attempts.get(task);
        if (found === undefined) throw new Error(`${machine} has no Task ${task}: it has ${[...attempts.keys()]}`);
        return found;
      },
    };

    beforeAll(async () => {
      scripted = await deployScripted(machine, happy);
    });
    afterAll(() => scripted?.remove());

    cases(underTest);
    failureCases(machine, underTest);

    // Not concurrent: after the cases, which these judge.
    describe('the cases', { concurrent: false }, () => {
      it('bring every fate to every Task', () => {
        expect(Object.keys(happy).sort()).toEqual([...attempts.keys()].sort());
        expect(unmetFates(machine, runs)).toEqual([]);
      });

      it('take every branch of every Choice', () => {
        const taken = new Set(runs.flatMap((run) => run.taken));
        expect(branchesOf(machine).filter((branch) => !taken.has(branch))).toEqual([]);
      });
    });
  });
