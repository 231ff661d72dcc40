import type { Objects } from '../../shared/aws/s3-objects.ts';
import { NotFoundError } from '../../shared/errors.ts';
import type { CaseLists } from '../ports.ts';

/** Lists of case ids under `escalations/` of the data bucket: the same run writes the same keys. */
export const s3CaseLists = (objects: Pick<Objects, 'bucket' | 'get' | 'put'>): CaseLists => ({
  write: async ({ programId, at, number }, caseIds) => {
    const key = `escalations/program=${programId}/${at.slice(0, 10)}/${at.slice(11, 19).replaceAll(':', '')}-${number}.json`;
    await objects.put(key, JSON.stringify(caseIds), 'application/json');
    return key;
  },
  read: async (key) => {
    const file = await objects.get(key);
    if (file) return JSON.parse(file.toString()) as string[];
    throw new NotFoundError(`s3://${objects.bucket}/${key} does not exist`, {
      whatToDo: 'Start escalate-unresolved again: its first step writes the lists.',
    });
  },
  writeFailure: (execution, failure) =>
    objects.put(`escalations/failures/${execution}.json`, JSON.stringify(failure), 'application/json'),
});
