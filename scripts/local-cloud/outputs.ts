// .local/outputs.json: where everything of this clone's local cloud is. Written by `make up`, read by demo, tests, bench.
import { readFileSync } from 'node:fs';

/** Names are short names as in docs/architecture.md; values are ARNs for machines and functions, names for the rest. */
export type Outputs = {
  endpoints: {
    aws: string;
    dynamodb: string;
    athena: string;
    graphql: string;
    realtime: string;
    /** The customer pages: links in messages start with it. */
    web: string;
    /** The pages API, and what providers call back. */
    pages: string;
    simulators: Record<string, string>;
  };
  apiKey: string;
  stateMachines: Record<string, string>;
  functions: Record<string, string>;
  tables: Record<string, string>;
  buckets: Record<string, string>;
  streams: Record<string, string>;
  queues: Record<string, string>;
  topics: Record<string, string>;
  buses: Record<string, string>;
  /** `workgroup` and `database` of Herald's own tables. */
  athena: Record<string, string>;
};

const outputsFile = new URL('../../.local/outputs.json', import.meta.url);

/** @throws Error when the local cloud is not up */
export const readOutputs = (): Outputs => {
  try {
    return JSON.parse(readFileSync(outputsFile, 'utf8')) as Outputs;
  } catch (cause) {
    throw new Error('.local/outputs.json is missing: run `make up` first.', { cause });
  }
};

/** The named entry, or an error that lists what there is. */
export const pick = (entries: Record<string, string>, name: string): string => {
  const value = entries[name];
  if (value === undefined)
    throw new Error(`No "${name}" in the outputs; there are: ${Object.keys(entries).join(', ')}`);
  return value;
};
