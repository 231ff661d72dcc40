import { expect, it } from 'vitest';
import type { WindowRecord } from '../../lambdas/sales/domain/records.ts';
import type { WindowRecords } from '../../lambdas/sales/ports.ts';

const window = '2990-11-20T17:30:00.000Z';

/** @param unique makes ids nobody else uses: tables are shared */
export const windowRecordsContract = (create: () => WindowRecords, unique: (prefix: string) => string): void => {
  const aRecord = (programId: string, status: WindowRecord['status']): WindowRecord => ({
    ...{ window, programId, status, endedAt: '2990-11-20T17:31:00.000Z', handled: ['event#public'] },
    totals: { sales: 1, skipped: 0, fans: 2, outcomes: { granted: 2 } },
  });

  it('gives a record back, to its own program only', async () => {
    const records = create();
    const record = aRecord(unique('program'), 'done');
    await records.put(record);
    expect(await records.get(window, record.programId)).toEqual(record);
    expect(await records.get(window, unique('program'))).toBeUndefined();
  });

  it('lets a window that failed be done, and one that is done stay so', async () => {
    const records = create();
    const programId = unique('program');
    for (const status of ['failed', 'done', 'failed'] as const) await records.put(aRecord(programId, status));
    expect((await records.get(window, programId))?.status).toBe('done');
  });
};
