import { expect, it } from 'vitest';
import type { Receipt } from '../../lambdas/delivery/domain/receipts/receipt.ts';
import type { ReceiptPark } from '../../lambdas/delivery/ports.ts';

/** `waiting`: how many are parked; `givenUp`: what was buried, as it was. */
export type OpenPark = { park: ReceiptPark; waiting(): Promise<number>; givenUp(): Promise<unknown[]> };

/** @param open a park of its own */
export const receiptParkContract = (open: () => Promise<OpenPark>): void => {
  const receipt: Receipt = {
    ...{ provider: 'ses', notificationId: 'a'.repeat(32), attempt: 1, status: 'delivered' },
    at: '2026-11-20T12:00:00.000Z',
  };

  it('holds receipts for later, however often they were looked for', async () => {
    const { park, waiting, givenUp } = await open();
    await park.park(receipt, 1);
    await park.park(receipt, 7);
    expect(await waiting()).toBe(2);
    expect(await givenUp()).toEqual([]);
  });

  it('keeps what is given up, with its reason', async () => {
    const { park, waiting, givenUp } = await open();
    await park.bury({ reason: 'no-such-message', receipt });
    expect(await givenUp()).toEqual([{ reason: 'no-such-message', receipt }]);
    expect(await waiting()).toBe(0);
  });
};
