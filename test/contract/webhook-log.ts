import { expect, it } from 'vitest';
import type { WebhookLog } from '../../lambdas/callbacks/ports.ts';

/** @param unique makes ids nobody else uses: tables are shared */
export const webhookLogContract = (create: () => WebhookLog, unique: (prefix: string) => string): void => {
  it('says of a webhook that was taken that it is done, by any of its ids', async () => {
    const log = create();
    const [one, other] = [unique('webhook'), unique('webhook')];
    expect(await log.begin([one, other])).toBe('new');
    await log.finish([one, other]);
    expect(await log.begin([unique('webhook'), other])).toBe('done');
    expect(await log.begin([one])).toBe('done');
  });

  it('takes one whose processing broke off for new', async () => {
    const log = create();
    const id = unique('webhook');
    await log.begin([id]);
    expect(await log.begin([id])).toBe('new');
  });
};
