import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { asTransient } from '../../shared/aws/transient.ts';
import type { EventRefresh } from '../ports.ts';

/** Starts `load-event` and does not wait for it. */
export const lambdaEventRefresh = ({ lambda, name }: { lambda: LambdaClient; name: string }): EventRefresh => ({
  start: async (eventId) => {
    const Payload = JSON.stringify({ eventId, forDisplay: true });
    const command = new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload });
    await asTransient('start a refresh of an event', () => lambda.send(command));
  },
});
