// A machine of the repository on the deployed Step Functions, its Lambdas replaced by scripts.
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  GetExecutionHistoryCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { sfn } from '../../support/local-cloud.ts';
import { type Ended, ended } from '../../support/runs.ts';
import { uniqueId } from '../../support/test-programs.ts';
import { functionsOf, renderMachine, stateOfCall } from './definition.ts';
import { type Call, type Script, startScriptServer } from './script-server.ts';
import { createStubs, removeStubs } from './stub-lambdas.ts';

/**
 * `entered`: the states of the execution itself (not of a distributed Map's children), in order.
 * `taken`: how it went from one to the next, as `State → Next`, also inside Maps whose items are worked on at the same time.
 */
export type Performed = Ended & { calls: Call[]; entered: string[]; taken: string[] };
export type ScriptedMachine = {
  /** Runs one execution. @param changes to the script in which everything goes well */
  perform(changes?: Script): Promise<Performed>;
  remove(): Promise<void>;
};

type Way = Pick<Performed, 'entered' | 'taken'>;

const wayOf = async (executionArn: string): Promise<Way> => {
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
  const leftBy = new Map(events.map((event) => [event.id, event.stateExitedEventDetails?.name]));
  const entries = events.flatMap(({ previousEventId, stateEnteredEventDetails: state }) =>
    state?.name === undefined ? [] : [{ from: leftBy.get(previousEventId), to: state.name }],
  );
  return {
    entered: entries.map(({ to }) => to),
    taken: entries.flatMap(({ from, to }) => (from === undefined ? [] : [`${from} → ${to}`])),
  };
};

/** What a machine starts without waiting for it: here it ends at once. */
const startedByOthers = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });

const createMachine = async (name: string, definition: string): Promise<string> => {
  const roleArn = 'arn:aws:iam::000000000000:role/scripted-machine';
  const { stateMachineArn = '' } = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  return stateMachineArn;
};

/** @param happy answers of every Task when everything goes well */
export const deployScripted = async (machine: string, happy: Script): Promise<ScriptedMachine> => {
  const name = uniqueId(`scripted-${machine}`);
  const server = await startScriptServer(stateOfCall(machine));
  const arns = await createStubs(name, functionsOf(machine), server.url);
  const started = await createMachine(`${name}-started`, startedByOthers);
  const stateMachineArn = await createMachine(name, renderMachine(machine, arns, started));
  return {
    perform: async (changes = {}) => {
      const caseId = uniqueId('case');
      const calls = server.play(caseId, { ...happy, ...changes });
      const { executionArn = '' } = await sfn.send(
        new StartExecutionCommand({ stateMachineArn, name: caseId, input: JSON.stringify({ caseId }) }),
      );
      const end = await ended(executionArn, { timeoutMs: 170_000, everyMs: 500 });
      return { ...end, calls, ...(await wayOf(executionArn)) };
    },
    remove: async () => {
      const machines = [started, stateMachineArn];
      const gone = machines.map((arn) => sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arn })));
      await Promise.all([...gone, removeStubs(name)]);
      server.close();
    },
  };
};

export const callsOf = ({ calls }: Performed, state: string): Call[] => calls.filter((call) => call.state === state);
