import type { ReceiptPark } from '../ports.ts';

type Parked = Parameters<ReceiptPark['park']>;
type Buried = Parameters<ReceiptPark['bury']>[0];

/** The fake of ReceiptPark; it shows what was parked and given up. */
export const memoryReceiptPark = (): ReceiptPark & { parked: Parked[]; buried: Buried[] } => {
  const parked: Parked[] = [];
  const buried: Buried[] = [];
  return {
    ...{ parked, buried },
    park: async (...waiting) => void parked.push(waiting),
    bury: async (record) => void buried.push(record),
  };
};
