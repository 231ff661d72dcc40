// Callbacks over fakes, cases included: what was asked of the support system, the queue and the gate can be looked at.
import { memoryCallbackBook } from '../../lambdas/callbacks/adapters/memory-callback-book.ts';
import { memorySupportDesk } from '../../lambdas/callbacks/adapters/memory-support-desk.ts';
import { memorySupportFacts } from '../../lambdas/callbacks/adapters/memory-support-facts.ts';
import { memoryWebhookLog } from '../../lambdas/callbacks/adapters/memory-webhook-log.ts';
import { createAskAfterCall } from '../../lambdas/callbacks/handlers/ask-after-call.ts';
import { createOpenTicket } from '../../lambdas/callbacks/handlers/open-ticket.ts';
import { requestCall } from '../../lambdas/callbacks/handlers/request-call.ts';
import { createSupportWebhook } from '../../lambdas/callbacks/handlers/support-webhook.ts';
import { createWatchCallbacks } from '../../lambdas/callbacks/handlers/watch-callbacks.ts';
import type { QueueMessage } from '../../lambdas/callbacks/ports.ts';
import { memoryContactBook } from '../../lambdas/delivery/adapters/memory-contact-book.ts';
import { memoryTemplateStore } from '../../lambdas/delivery/adapters/memory-template-store.ts';
import type { Notification, NotificationRequest } from '../../lambdas/delivery/index.ts';
import { caseActions, type IssueCase, memoryIssueBook } from '../../lambdas/issues/index.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import { aNotification } from './a-notification.ts';
import { aPinnedReactiveProgram } from './a-pinned-reactive-program.ts';
import { anIssueCase } from './fake-cases.ts';

const programId = 'predictive-issue-resolution';
const team = [
  { agentId: '101', name: 'Ada', languages: ['en-US'], available: true },
  { agentId: '103', name: 'Clara', languages: ['de-DE', 'en'], available: true },
];
type Options = { agents?: typeof team; issue?: Partial<IssueCase>; openFrom?: string; openTo?: string };

/** A clock that tests set. */
const settableClock = (iso: string) => {
  const state = { now: new Date(iso) };
  return { now: () => state.now, set: (next: string) => void Object.assign(state, { now: new Date(next) }) };
};

export const aCallbacksWorld = async ({ agents = team, issue: overrides = {}, ...hours }: Options = {}) => {
  const clock = settableClock('2026-11-20T17:00:00.000Z');
  const issues = memoryIssueBook();
  const issue = anIssueCase(overrides);
  issues.kept.cases.set(issue.caseId, issue);
  const plain = aPinnedReactiveProgram();
  const program = { ...plain.program, callbacks: { ...plain.program.callbacks, ...hours } };
  const programs = memoryProgramStore<AnyProgram>([{ ...plain, program }]);
  await programs.pin({ ...plain, program });
  const contacts = memoryContactBook();
  await contacts.put({
    customerId: issue.customerId,
    email: 'kim@example.com',
    phone: '+12025550123',
    firstName: 'Kim',
  });
  const queued: QueueMessage[] = [];
  const delays: number[] = [];
  const queue = {
    send: async (message: QueueMessage) => void queued.push(message),
    delay: async (_handle: string, seconds: number) => void delays.push(seconds),
  };
  const asked: NotificationRequest[] = [];
  const counted: Record<string, number> = {};
  const addMetric = (name: string, _unit: string, value: number): void => {
    counted[name] = (counted[name] ?? 0) + value;
  };
  const candidates = { get: async () => undefined, transition: async () => Promise.reject(new Error('none')) };
  const sent: Notification[] = [aNotification({ customerId: issue.customerId, programId, step: 'help' })];
  const world = {
    ...{ clock, issue, issues, queued, delays, asked, counted, programs, contacts, queue },
    ...{ metrics: { addMetric }, cases: issues, random: () => 0.5 },
    book: memoryCallbackBook(),
    desk: memorySupportDesk(agents, clock),
    facts: memorySupportFacts(),
    log: memoryWebhookLog(),
    ledger: { forCustomer: async () => ({ items: sent }) },
    actions: caseActions({ book: issues, candidates: candidates as never, clock }),
    pause: async () => undefined,
    secret: async () => 'webhook-secret',
  };
  const askAfterCall = createAskAfterCall({
    ...world,
    templates: memoryTemplateStore([{ programId, hash: 't1', templates: [] }]),
    request: async (requests) => {
      asked.push(...requests);
      return [];
    },
  });
  const deps = { ...world, askAfterCall };
  const openTicket = createOpenTicket(deps);
  let messages = 0;
  return {
    ...deps,
    requestCall: requestCall(deps),
    watch: createWatchCallbacks(deps),
    webhook: createSupportWebhook(deps),
    currentCase: async () => (await issues.get(issue.caseId)) as IssueCase,
    /** Hands one message to open-ticket, or all that wait. @returns how many came back */
    work: async (given: QueueMessage[] = queued.splice(0), receiveCount = 1): Promise<number> => {
      const Records = given.map((message) => {
        messages += 1;
        const attributes = { ApproximateReceiveCount: String(receiveCount) };
        return { messageId: `m-${messages}`, receiptHandle: 'r', body: JSON.stringify(message), attributes };
      });
      return (await openTicket({ Records })).batchItemFailures.length;
    },
  };
};
