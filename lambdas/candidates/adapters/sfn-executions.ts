import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { asTransient } from '../../shared/aws/transient.ts';
import { ConflictError } from '../../shared/errors.ts';
import type { Executions } from '../ports.ts';

type Options = { client: SFNClient; stateMachineArn?: string };

/** Executions of a Step Functions state machine. `stateMachineArn` is needed only by `start`. */
export const sfnExecutions = ({ client, stateMachineArn }: Options): Executions => ({
  start: async (input) => {
    const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    const { executionArn } = await asTransient('start an execution', () => client.send(command));
    return { executionArn: executionArn as string };
  },
  hasEnded: async (executionArn) => {
    try {
      const command = new DescribeExecutionCommand({ executionArn });
      const { status } = await asTransient('look at an execution', () => client.send(command));
      return status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
    } catch (error) {
      // Step Functions forgets executions 90 days after their end.
      if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return true;
      throw error;
    }
  },
  succeedTask: async (taskToken, output) => {
    try {
      const command = new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) });
      await asTransient('send a task’s success', () => client.send(command));
    } catch (error) {
      if (!(error instanceof Error) || !['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'].includes(error.name))
        throw error;
      throw new ConflictError('The run no longer waits for this release', {
        whatToDo: 'Look at the run: it has been released or has expired. Start the day again if it failed.',
        cause: error,
      });
    }
  },
});
