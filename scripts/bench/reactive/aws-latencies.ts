// What AWS's part of the reactive path is assumed to take, in one place: the model adds it to what we measure (latency-model.ts).
// None of it was measured by us. Where AWS publishes nothing the figure is a guess on the slow side, and says so.

/** Milliseconds. `atOnce`: so many calls go out together, and the slowest one counts. */
export type Step = { step: string; p50: number; p99: number; atOnce?: number; source: string };

/** us-east-1, everything in one region, warm instance, connections kept. In the order in which an event passes them. */
export const awsSteps: readonly Step[] = [
  {
    ...{ step: 'EventBridge: put to first attempt of the target', p50: 30, p99: 130 },
    source:
      'p99: AWS What’s New, November 2024, "up to 94% improvement in end-to-end latency for Event Buses": 129.33 ms in August 2024; the Amazon Key team has 80 ms at p90 (AWS Architecture Blog, February 2026); p50 is a guess below both',
  },
  {
    ...{ step: 'Lambda: asynchronous hand-over to a warm instance', p50: 12, p99: 50 },
    source: 'AWS publishes none; a guess for the internal queue, poller and runtime together. Cold starts are left out',
  },
  {
    ...{ step: 'DynamoDB: all facts, at once', p50: 4, p99: 12, atOnce: 6 },
    source:
      'AWS: "single-digit millisecond" reads (DynamoDB developer guide, What is); the p99 is a guess above that; claim, customer, support, features, policy and contact: a read each',
  },
  {
    ...{ step: 'DynamoDB: transaction that opens the case', p50: 20, p99: 60 },
    source:
      'AWS publishes none; a transaction prepares and commits each of its items (developer guide, Transactions: how it works), guessed as four writes’ time; the seed allows 30 ms for storing',
  },
  {
    ...{ step: 'DynamoDB: the gate’s transaction', p50: 20, p99: 60 },
    source: 'as above',
  },
  {
    ...{ step: 'End User Messaging: SendTextMessage, answered', p50: 60, p99: 150 },
    source: 'AWS publishes none; a guess for an API that checks opt-outs and queues before it answers',
  },
  {
    ...{ step: 'AWS SDK: signing, marshalling, TLS, on one vCPU', p50: 6, p99: 15 },
    source: 'a guess from about ten calls; what it takes locally is in the row reactive-sdk-calls',
  },
];

/** Sequential round trips of the store among them, to be held against the row reactive-round-trips. */
export const storeRoundTrips = awsSteps.filter(({ step }) => step.startsWith('DynamoDB')).length;
