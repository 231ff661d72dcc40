// The process that handles an error event dies after each of its steps: the event comes again, or the case is finished by
// the follow-up of each minute; nobody is written to twice.
import { expect, it } from 'vitest';
import { pick } from '../../../scripts/local-cloud/outputs.ts';
import { whileBehaving } from '../../support/behaviour.ts';
import { aCrash, aKnownCustomer, casesOf, putOnBus, type Reachable, theCase } from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { finishHandovers } from '../../support/follow-up.ts';
import { canSeeLambdaProcesses, lambdaProcesses } from '../../support/lambda-processes.ts';
import { callFor } from '../../support/late-reminder.ts';
import { messagesOf, reached, reachedByRelease, releaseDue } from '../../support/ledger.ts';
import { outputs } from '../../support/local-cloud.ts';
import { emailsTo, smsTo } from '../../support/simulators.ts';

type Rules = Parameters<typeof whileBehaving>[1];
type Crashed = { customer: Reachable; event: ReturnType<typeof aCrash> };

/** Puts an event, and kills whoever has got stuck with it. @param done what else must have happened by then */
const killedAt = async (
  service: string,
  rules: (customer: Reachable) => Rules,
  done: (customer: Reachable) => Promise<boolean> = async () => true,
): Promise<Crashed> => {
  const customer = await aKnownCustomer('killed');
  const event = aCrash(customer.customerId);
  await whileBehaving(service, rules(customer), async (applied) => {
    await putOnBus([event]);
    await eventually(
      'an instance to be stuck',
      async () => ((await applied()) > 0 && (await done(customer))) || undefined,
    );
    const instances = lambdaProcesses('handle-error-event');
    expect(instances).not.toEqual([]);
    for (const pid of instances) process.kill(pid, 'SIGKILL');
  });
  return { customer, event };
};

/** In the first transaction over a table. */
const stuckIn =
  (table: 'issues' | 'notifications') =>
  ({ customerId: body }: Reachable): Rules => [
    {
      match: { operation: 'TransactWriteItems', table: pick(outputs.tables, table), body },
      ...{ then: { hang: true }, times: 1 },
    },
  ];

const received = async ({ phone, email }: Reachable): Promise<number[]> => [
  (await smsTo(phone)).length,
  (await emailsTo(email)).length,
];

it.skipIf(!canSeeLambdaProcesses)('before the case is written: nothing is left, and the event opens it', async () => {
  const { customer, event } = await killedAt('fault-proxy', stuckIn('issues'));
  expect(await casesOf(customer.customerId)).toEqual([]);
  await putOnBus([event]); // as Lambda itself does, a minute later
  for (const channel of ['sms', 'email'] as const)
    await reached(customer.customerId, { state: 'delivered', step: 'help', channel });
  expect(await received(customer)).toEqual([1, 1]);
  expect(await casesOf(customer.customerId)).toHaveLength(1);
});

it.skipIf(!canSeeLambdaProcesses)('before the gate has answered: the follow-up asks it again', async () => {
  const { customer } = await killedAt('fault-proxy', stuckIn('notifications'));
  await finishHandovers();
  for (const channel of ['sms', 'email'] as const)
    await reachedByRelease(customer.customerId, { state: 'delivered', step: 'help', channel });
  expect(await received(customer)).toEqual([1, 1]);
  expect(await theCase(customer.customerId)).toMatchObject({ episode: 1, sightings: 1 });
});

it.skipIf(!canSeeLambdaProcesses)('while the provider is called: nobody knows, so it is not sent again', async () => {
  const rules = (customer: Reachable) => [{ match: callFor(customer), then: { hang: true }, times: 1 }];
  // Killed between its claim and its call, the e-mail would be unknown, too.
  const emailed = async ({ email }: Reachable) => (await emailsTo(email)).length > 0;
  const { customer, event } = await killedAt('end-user-messaging', rules, emailed);
  await finishHandovers();
  await reachedByRelease(customer.customerId, { state: 'delivered', step: 'help', channel: 'email' });
  await releaseDue({ at: new Date(Date.now() + 2 * 60_000).toISOString() }); // the lease of an attempt is a minute
  await reached(customer.customerId, { state: 'unknown', step: 'help', channel: 'sms' });
  await putOnBus([event]);
  await finishHandovers();
  expect(await received(customer)).toEqual([1, 1]);
  expect(await messagesOf(customer.customerId, 'help')).toHaveLength(2);
});
