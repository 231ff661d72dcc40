import type { WindowRecord } from '../domain/records.ts';
import type { WindowRecords } from '../ports.ts';

/** The fake of WindowRecords. */
export const memoryWindowRecords = (): WindowRecords => {
  const records = new Map<string, WindowRecord>();
  const keyOf = (window: string, programId: string): string => `${window} ${programId}`;
  return {
    get: async (window, programId) => structuredClone(records.get(keyOf(window, programId))),
    put: async (record) => {
      const key = keyOf(record.window, record.programId);
      if (records.get(key)?.status !== 'done' || record.status === 'done') records.set(key, structuredClone(record));
    },
  };
};
