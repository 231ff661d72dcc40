import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ApiRecord } from './api-record.ts';
import { notFound } from './aws-error.ts';

export type ApiStore = {
  all(): ApiRecord[];
  find(apiId: string): ApiRecord | undefined;
  /** @throws AwsError NotFoundException */
  get(apiId: string): ApiRecord;
  put(record: ApiRecord): void;
  remove(apiId: string): void;
  /** To be called after every change of a record. */
  save(): void;
};

/** Keeps every API in memory and, when `file` is given, in a JSON file that outlives a restart. */
export const createApiStore = (file?: string): ApiStore => {
  const records = new Map<string, ApiRecord>(
    file && existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8'))) : [],
  );
  const save = () => {
    if (!file) return;
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(records), null, 1), { mode: 0o600 });
    renameSync(`${file}.new`, file); // a crash in between leaves the old state whole
  };
  return {
    all: () => [...records.values()],
    find: (apiId) => records.get(apiId),
    get: (apiId) => {
      const record = records.get(apiId);
      if (!record) throw notFound(`GraphQL API ${apiId}`);
      return record;
    },
    put: (record) => {
      records.set(record.api.apiId, record);
      save();
    },
    remove: (apiId) => {
      records.delete(apiId);
      save();
    },
    save,
  };
};
