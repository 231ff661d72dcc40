// What is counted of events: every one by what became of it, under its program; and no customer in the log.
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { localClient } from '../../../scripts/local-cloud/sdk.ts';
import { deployReactiveCopy } from '../../support/a-reactive-copy.ts';
import { pick } from '../../support/deployed.ts';
import { aCrash, aKnownCustomer, handleFor, lowRisk } from '../../support/deployed-issues.ts';
import { eventually } from '../../support/eventually.ts';
import { outputs } from '../../support/local-cloud.ts';
import { patience } from '../../support/patience.ts';
import { uniqueId } from '../../support/test-programs.ts';

const logs = new CloudWatchLogsClient(localClient(outputs));
const own = uniqueId('it-counted');
const since = Date.now() - 1_000;

let copy: Awaited<ReturnType<typeof deployReactiveCopy>>;
beforeAll(async () => {
  copy = await deployReactiveCopy(own);
});
afterAll(() => copy?.remove());

const logged = async (): Promise<string[]> => {
  const logGroupName = `/aws/lambda/${pick(outputs.functions, 'handle-error-event').split(':')[6]}`;
  const lines: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName, startTime: since, nextToken }));
    lines.push(...(page.events ?? []).map(({ message = '' }) => message));
    nextToken = page.nextToken;
  } while (nextToken);
  return lines;
};

/** Figures of the program, added up. */
const countsIn = (lines: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const line of lines.filter((one) => one.includes('"_aws"') && one.includes(own)))
    for (const [name, value] of Object.entries(JSON.parse(line) as Record<string, unknown>))
      if (typeof value === 'number') counts[name] = (counts[name] ?? 0) + value;
  return counts;
};

it('counts events by what became of them, and names nobody', async () => {
  const { customerId, email } = await aKnownCustomer('counted', { features: lowRisk });
  const stranger = uniqueId('it-stranger');
  const opening = aCrash(customerId);
  const kinds: string[] = [];
  for (const detail of [
    ...[opening, opening, aCrash(customerId)],
    ...[aCrash(stranger), aCrash(stranger, { errorType: 'NeverHeardOfError' })],
    ...[aCrash(stranger, { schemaVersion: '7' }), aCrash(stranger, { errorCount: 'many' })],
  ])
    kinds.push((await handleFor(own, detail)).kind);
  expect(kinds).toEqual([...['opened', 'duplicate', 'duplicate', 'rejected', 'rejected', 'refused', 'refused']]);
  const seven = async () => {
    const all = await logged();
    return countsIn(all).EventsReceived === 7 ? all : undefined;
  };
  const lines = await eventually('seven counted events', seven, patience);
  expect(countsIn(lines)).toMatchObject({
    ...{ CasesOpened: 1, EventsDuplicate: 2, EventsJoined: 1, EventsRejected_marketplace: 2, UnknownErrorTypes: 1 },
    ...{ 'EventsRefused_unknown-version': 1, EventsRefused_malformed: 1 },
  });
  for (const personal of [customerId, stranger, email]) expect(lines.join('\n')).not.toContain(personal);
});
