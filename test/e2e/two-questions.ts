// The two questions after help or a call: from the message that waits for its morning to the answers.
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { dueKeyOf } from '../../lambdas/delivery/adapters/notification-items.ts';
import { bucketOf, shardOfId } from '../../lambdas/delivery/domain/notification/due-bucket.ts';
import { zoneWhereItIs } from '../../scripts/seed/zones.ts';
import type { useBrowser } from '../support/browser.ts';
import { pick } from '../support/deployed.ts';
import type { Reachable } from '../support/deployed-issues.ts';
import { eventually } from '../support/eventually.ts';
import { messagesOf, releaseDue } from '../support/ledger.ts';
import { dynamodb, outputs } from '../support/local-cloud.ts';
import { patience } from '../support/patience.ts';
import { emailsTo, linkIn } from '../support/simulators.ts';
import { loadAxe, violations } from './axe.ts';

/** A zone where it is past nine now: who is asked "at ten in the morning" may be asked now, too. No quiet hours reach it. */
export const morningZone = (): string => zoneWhereItIs(9);

/**
 * Lets the morning of one message come now. The releaser is not told of the hour to come: what other tests have under way
 * would be over by then.
 * @returns when it is due
 */
const bringForward = async (id: string): Promise<string> => {
  const at = new Date().toISOString();
  await dynamodb.send(
    new UpdateCommand({
      TableName: pick(outputs.tables, 'notifications'),
      Key: { id },
      UpdateExpression: 'SET dueAt = :at, messageDueAt = :at, dueKey = :key',
      ExpressionAttributeValues: { ':at': at, ':key': dueKeyOf(bucketOf(at), shardOfId(id)) },
    }),
  );
  return at;
};

type Asked = { step: string; meanwhile?: () => Promise<void> };

/** Lets the morning come. @param asked `meanwhile`: what brings the message about @returns the link to the questions */
export const twoQuestions = async ({ customerId, email }: Reachable, { step, meanwhile }: Asked): Promise<string> => {
  const planned = await eventually('the two questions to be planned', async () => {
    await meanwhile?.();
    return (await messagesOf(customerId, step))[0];
  });
  await releaseDue({ at: await bringForward(planned.id) });
  const message = await eventually(
    'the two questions',
    async () => (await emailsTo(email)).find(({ text }) => text.includes('/q/')),
    patience,
  );
  return linkIn(message.text, 'q');
};

/** Solved completely, and with little effort. @param about the sentence that says what is asked about */
export const answerThem = async (
  open: ReturnType<typeof useBrowser>['open'],
  link: string,
  about: string,
): Promise<Page> => {
  const { page } = await open(link);
  await page.getByText(about).waitFor();
  await loadAxe(page);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('group', { name: 'Is your problem solved?' }).getByRole('radio', { name: '5' }).check();
  await page.getByRole('group', { name: 'How easy was it for you?' }).getByRole('radio', { name: '4' }).check();
  await page.getByRole('button', { name: 'Send' }).dblclick();
  await page.getByRole('heading', { name: 'Thank you', level: 1 }).waitFor();
  return page;
};
