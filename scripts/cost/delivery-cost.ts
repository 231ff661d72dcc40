// What messages cost on AWS, by service, from what a run counted. Pure; docs/cost.md explains the units.
import { prices } from './prices.ts';

/** Invocations of a function, the milliseconds they took in all, and its memory. */
export type FunctionUse = { invocations: number; ms: number; memoryMb: number };

/** Totals over `messages` messages of one channel. */
export type DeliveryUse = {
  channel: 'sms' | 'email';
  messages: number;
  /** Accepted by the provider; SMS: parts, as the carrier counts them. */
  accepted: number;
  parts: number;
  writeUnits: number;
  readUnits: number;
  functions: readonly FunctionUse[];
  transitions: number;
};

/** Writes, log bytes and Lambda use that the local run leaves out, per accepted message: receipts come one after another. */
const receipts = {
  /** `sent` and `delivered`; each saves the message with its two whole indexes. */
  writesPerMessage: 2,
  unitsPerWrite: 6,
  readsPerMessage: 2,
  /** Events a message: SMS queued, successful, delivered; e-mail sent, delivered. */
  events: { sms: 3, email: 2 },
  /** Milliseconds of a 256 MB function for one event. */
  ms: 15,
  gb: 0.25,
  /** The SMS stream's consumer takes 25 records at a time. */
  smsBatch: 25,
} as const;

/** SQS: SendMessageBatch, ReceiveMessage and DeleteMessageBatch, ten messages each. */
const sqsRequestsPerMessage = 0.3;
/** One log line per attempt, of about this length, and the platform's own. */
const logBytesPerMessage = 700;

const lambdaUsd = (functions: readonly FunctionUse[]): number =>
  functions.reduce(
    (sum, { invocations, ms, memoryMb }) =>
      sum + invocations * prices.lambdaPerRequest + (ms / 1_000) * (memoryMb / 1_024) * prices.lambdaPerGbSecond,
    0,
  );

const receiptUsd = ({ channel, accepted }: DeliveryUse): Record<'dynamodb' | 'lambda' | 'kinesis', number> => {
  const events = accepted * receipts.events[channel];
  // SMS: a relay for each event, then the consumer of the stream; e-mail: one function for each event.
  const invocations = channel === 'sms' ? events + events / receipts.smsBatch : events;
  return {
    dynamodb:
      accepted * receipts.writesPerMessage * receipts.unitsPerWrite * prices.dynamoPerWrite +
      accepted * receipts.readsPerMessage * prices.dynamoPerRead,
    lambda:
      invocations * prices.lambdaPerRequest + ((events * receipts.ms) / 1_000) * receipts.gb * prices.lambdaPerGbSecond,
    kinesis: channel === 'sms' ? events * prices.kinesisPerPutUnit : 0,
  };
};

const providerUsd = ({ channel, accepted, parts }: DeliveryUse): number =>
  channel === 'sms' ? parts * prices.smsPerPart : accepted * prices.sesPerMessage;

/** US dollars by service; `provider` is the price of the messages themselves. */
export const deliveryCost = (use: DeliveryUse): Record<string, number> => {
  const late = receiptUsd(use);
  return {
    provider: providerUsd(use),
    dynamodb: use.writeUnits * prices.dynamoPerWrite + use.readUnits * prices.dynamoPerRead + late.dynamodb,
    lambda: lambdaUsd(use.functions) + late.lambda,
    sqs: use.messages * sqsRequestsPerMessage * prices.sqsPerRequest,
    kinesis: late.kinesis,
    logs: (use.messages * logBytesPerMessage * prices.logsPerGb) / 1e9,
    stepFunctions: use.transitions * prices.stepFunctionsPerTransition,
  };
};

export const totalUsd = (byService: Record<string, number>): number =>
  Object.values(byService).reduce((sum, usd) => sum + usd, 0);

/** The same for another number of messages. */
export const scaled = (use: DeliveryUse, messages: number): DeliveryUse => {
  const factor = messages / use.messages;
  return {
    ...use,
    messages,
    ...{ accepted: use.accepted * factor, parts: use.parts * factor, transitions: use.transitions * factor },
    ...{ writeUnits: use.writeUnits * factor, readUnits: use.readUnits * factor },
    functions: use.functions.map(({ invocations, ms, memoryMb }) => ({
      ...{ invocations: invocations * factor, ms: ms * factor, memoryMb },
    })),
  };
};
