// What a case takes of AWS beside its messages' own price, by service, from how it is handled (docs/architecture.md, From an
// error to help). By construction, not measured; docs/cost.md explains the units.
import { prices } from './prices.ts';

/** What happened, in all. `errors`: events that passed the rule. `visits`: pages opened, each with what follows on it. */
export type CaseUse = { errors: number; cases: number; messages: number; visits: number; calls: number };

/** Reads of one event: claim, customer, contact, policy, support, three feature groups; half a unit each, the claim one. */
const readsPerEvent = 4.5;
/** One more error of an open case: the case with its indexes byCustomer, byDay, byOpen; 2 KB each. */
const writesPerSighting = 8;
/**
 * One transaction, at twice the size: candidate, claim, entry (1 KB each), case (2 KB); then indexes of case (three whole, one
 * of keys) and candidate (bySubjectDay, channels), and the decision record with its index.
 */
const writesPerCase = 2 * (1 + 1 + 1 + 2) + (3 * 2 + 1) + 3 + 4;
/** Hand-over done, a step chosen, closed: case with indexes and an entry, in a transaction; claim at the end. */
const changesPerCase = 3;
const writesPerChange = 2 * (2 + 1) + 6;
/** docs/cost.md, Messages: the ledger's writes of a message with its receipts, without the queue's. */
const writesPerMessage = 45;
const readsPerMessage = 6;
/** Page, its answers, telemetry: requests to the API, and their reads. */
const requestsPerVisit = 3;
const readsPerRequest = 3;
/** Ticket, agent, reminders, webhook: writes with indexes, requests, calls of functions. */
const [writesPerCall, functionsPerCall] = [40, 8];

/** Functions at 512 MB: an event of an open case, a case with its sends, a receipt, a request of a page. */
const gb = 0.5;
const ms = { event: 15, case: 120, receipt: 15, request: 20, call: 60 };
const receiptsPerMessage = 3;
/** The follow-up and the reports look at each case about this often. */
const looksPerCase = 35;
const logBytesPerCall = 700;

const dynamoUsd = ({ errors, cases, messages, visits, calls }: CaseUse): number => {
  const writes =
    writesPerSighting * Math.max(0, errors - cases) +
    (writesPerCase + changesPerCase * writesPerChange) * cases +
    writesPerMessage * messages +
    writesPerCall * calls;
  const reads =
    readsPerEvent * errors +
    looksPerCase * cases +
    readsPerMessage * messages +
    readsPerRequest * requestsPerVisit * visits;
  return writes * prices.dynamoPerWrite + reads * prices.dynamoPerRead;
};

const calledTimes = ({ errors, messages, visits, calls }: CaseUse): number =>
  errors + receiptsPerMessage * messages + requestsPerVisit * visits + functionsPerCall * calls;

const lambdaUsd = (use: CaseUse): number => {
  const milliseconds =
    ms.event * Math.max(0, use.errors - use.cases) +
    ms.case * use.cases +
    ms.receipt * receiptsPerMessage * use.messages +
    ms.request * requestsPerVisit * use.visits +
    ms.call * functionsPerCall * use.calls;
  return calledTimes(use) * prices.lambdaPerRequest + (milliseconds / 1_000) * gb * prices.lambdaPerGbSecond;
};

/** US dollars by service. */
export const caseCost = (use: CaseUse): Record<string, number> => ({
  dynamodb: dynamoUsd(use),
  lambda: lambdaUsd(use),
  eventbridge: use.errors * prices.eventBridgePerEvent,
  apiGateway: use.visits * requestsPerVisit * prices.apiGatewayPerRequest,
  kinesis: use.messages * receiptsPerMessage * prices.kinesisPerPutUnit,
  logs: (calledTimes(use) * logBytesPerCall * prices.logsPerGb) / 1e9,
});
