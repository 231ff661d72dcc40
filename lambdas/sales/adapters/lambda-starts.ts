import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { asTransient } from '../../shared/aws/transient.ts';
import type { EventRefresh, LateReminders } from '../ports.ts';

type Target = { lambda: LambdaClient; name: string };

/** Starts `load-event` and does not wait for it. */
export const lambdaEventRefresh = ({ lambda, name }: Target): EventRefresh => ({
  start: (eventId, fan) => startLambda('start a refresh of an event', { lambda, name }, { eventId, ...fan }),
});

/** Starts `operate-reminders` for a fan's late reminders and does not wait for it. */
export const lambdaLateReminders = (target: Target): LateReminders => ({
  start: (lateFor) => startLambda('start late reminders', target, { lateFor }),
});

const startLambda = async (what: string, { lambda, name }: Target, payload: object): Promise<void> => {
  const Payload = JSON.stringify(payload);
  const command = new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload });
  await asTransient(what, () => lambda.send(command));
};
