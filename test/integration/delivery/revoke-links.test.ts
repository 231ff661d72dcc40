// An operator takes the links of a message back, a forwarded one say; its pages tell nothing afterwards.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { ask, dataOf } from '../../support/operations.ts';
import { openPage } from '../../support/pages.ts';
import { firstEmail, linkIn } from '../../support/simulators.ts';

const to = `revoked-${randomUUID()}@example.com`;

it('revokeLinks: every link of the message is gone, as a wrong one is', async () => {
  const { sendTest } = await dataOf<{ sendTest: { id: string } }>('operator', 'SendTest', {
    ...{ programId: 'product-reviews', templateId: 'review-request-v3', channel: 'email', locale: 'en' },
    ...{ marketplace: 'US', to },
  });
  const link = linkIn((await firstEmail(to)).headers.get('List-Unsubscribe') ?? '', 'u');
  expect((await openPage(link)).status).toBe(200);
  const revoke = { notificationId: sendTest.id, reason: 'forwarded by mistake' };
  expect(await dataOf('operator', 'RevokeLinks', revoke)).toEqual({ revokeLinks: true });
  expect(await openPage(link)).toMatchObject({ status: 404, body: { error: 'gone' } });
});

it('revokeLinks: knows its messages', async () => {
  const { errors } = await ask('operator', 'RevokeLinks', { notificationId: 'none', reason: 'x' });
  expect(errors?.map(({ errorType }) => errorType)).toEqual(['NotFoundError']);
});
