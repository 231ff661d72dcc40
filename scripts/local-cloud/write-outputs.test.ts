import { expect, it } from 'vitest';
import { addressesAt } from './addresses.ts';
import { outputsOf } from './write-outputs.ts';

it('brings Terraform’s names and the parts’ addresses together', () => {
  const terraform = {
    api_key: 'da2-key',
    graphql_url: 'http://127.0.0.1:20005/api/graphql',
    state_machines: { 'batch-ingestion': 'arn:machine' },
    tables: { candidates: 'herald-candidates' },
    pages_url: 'http://127.0.0.1:20000/restapis/an-api/live/_user_request_',
  };
  const outputs = outputsOf(terraform, addressesAt(20_000));
  expect(outputs).toMatchObject({
    apiKey: 'da2-key',
    stateMachines: { 'batch-ingestion': 'arn:machine' },
    tables: { candidates: 'herald-candidates' },
    queues: {},
  });
  expect(outputs.endpoints).toMatchObject({
    aws: 'http://127.0.0.1:20000',
    dynamodb: 'http://127.0.0.1:20001',
    graphql: terraform.graphql_url,
    web: 'http://127.0.0.1:20008',
    pages: terraform.pages_url,
    simulators: {
      sagemaker: 'http://127.0.0.1:20006',
      'fault-proxy': 'http://127.0.0.1:20007',
      ses: 'http://127.0.0.1:20030',
      'end-user-messaging': 'http://127.0.0.1:20031',
      'sms-service': 'http://127.0.0.1:20032',
      ticketmaster: 'http://127.0.0.1:20033',
      bitly: 'http://127.0.0.1:20034',
      support: 'http://127.0.0.1:20036',
      identity: 'http://127.0.0.1:20035',
    },
  });
});

it('says nothing rather than something wrong where Terraform has no address', () => {
  expect(outputsOf({}, addressesAt(20_000)).endpoints.graphql).toBe('');
});
