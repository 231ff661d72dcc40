import { setTimeout as wait } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { type Outputs, pick } from '../local-cloud/outputs.ts';
import { localClient } from '../local-cloud/sdk.ts';

/** Starts a state machine as a person at the console would and waits for its end. @throws Error when it fails, with its cause */
export const runMachine = async <T>(outputs: Outputs, machine: string, input: object): Promise<T> => {
  const sfn = new SFNClient(localClient(outputs));
  const stateMachineArn = pick(outputs.stateMachines, machine);
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  for (;;) {
    const { status, output, error, cause } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (status === 'SUCCEEDED') return JSON.parse(output ?? '{}') as T;
    if (status !== 'RUNNING') throw new Error(`${machine} ${status}: ${error ?? ''} ${cause ?? ''}`);
    await wait(500);
  }
};
