import { schemaProblem } from '../data-plane/schema.ts';
import type { Call } from './operation.ts';

/** POST takes a schema (base64), GET tells how that went. A refused schema leaves the old one in force. */
export const schemaCreation = ({ method, body, record, store }: Call): unknown => {
  if (method === 'GET') return record.schemaStatus ?? { status: 'NOT_APPLICABLE' };
  const sdl = Buffer.from(String(body.definition ?? ''), 'base64').toString();
  const problem = schemaProblem(sdl);
  record.schemaStatus = problem
    ? { status: 'FAILED', details: problem }
    : { status: 'SUCCESS', details: 'Successfully created schema.' };
  if (!problem) record.sdl = sdl;
  store.save();
  return { status: 'PROCESSING' };
};
