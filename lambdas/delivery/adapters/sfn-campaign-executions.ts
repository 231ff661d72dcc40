import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { asTransient } from '../../shared/aws/transient.ts';
import type { CampaignExecutions } from '../ports.ts';

/** Executions of `campaign-delivery`. */
export const sfnCampaignExecutions = (client: SFNClient, stateMachineArn: string): CampaignExecutions => ({
  start: async (input) => {
    const command = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) });
    const { executionArn } = await asTransient('start a campaign', () => client.send(command));
    return { executionArn: executionArn as string };
  },
});
