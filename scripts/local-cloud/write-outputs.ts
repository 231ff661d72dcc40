import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Addresses } from './addresses.ts';
import type { Outputs } from './outputs.ts';
import { localFolder } from './paths.ts';

const map = (value: unknown): Record<string, string> => (value ?? {}) as Record<string, string>;

/** .local/outputs.json out of what Terraform says and where the parts are. */
export const outputsOf = (terraform: Record<string, unknown>, addresses: Addresses): Outputs => ({
  endpoints: {
    aws: addresses.aws,
    dynamodb: addresses.dynamodb,
    athena: addresses.athena,
    graphql: String(terraform.graphql_url ?? ''),
    realtime: String(terraform.realtime_url ?? ''),
    web: addresses.web,
    pages: String(terraform.pages_url ?? ''),
    simulators: {
      sagemaker: addresses.sagemaker,
      'fault-proxy': addresses.faultProxy,
      ses: addresses.ses,
      'end-user-messaging': addresses.endUserMessaging,
      'sms-service': addresses.smsService,
      ticketmaster: addresses.ticketmaster,
      bitly: addresses.bitly,
      support: addresses.support,
      identity: addresses.identity,
    },
  },
  apiKey: String(terraform.api_key ?? ''),
  stateMachines: map(terraform.state_machines),
  functions: map(terraform.functions),
  tables: map(terraform.tables),
  buckets: map(terraform.buckets),
  streams: map(terraform.streams),
  queues: map(terraform.queues),
  topics: map(terraform.topics),
  buses: map(terraform.buses),
  athena: map(terraform.athena),
});

/** Writes the file that people, tests and scripts rely on. */
export const writeOutputs = (terraform: Record<string, unknown>, addresses: Addresses): void => {
  writeFileSync(join(localFolder, 'outputs.json'), `${JSON.stringify(outputsOf(terraform, addresses), null, 2)}\n`);
};
