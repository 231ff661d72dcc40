// Calls on the deployed system: a case is put there, a call asked for as the pages do, an agent acts in the support system.
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Callback } from '../../lambdas/callbacks/domain/callback.ts';
import { advance } from '../../lambdas/callbacks/domain/transitions.ts';
import { callsDoor, escalationIdOf, requestCall } from '../../lambdas/callbacks/index.ts';
import { caseItem } from '../../lambdas/issues/adapters/issue-items.ts';
import { caseActions, type IssueCase, issueDoor } from '../../lambdas/issues/index.ts';
import { s3Objects } from '../../lambdas/shared/aws/s3-objects.ts';
import { systemClock } from '../../lambdas/shared/clock.ts';
import { s3AnyProgramStore } from '../../lambdas/shared/programs/s3-program-store.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { localClient } from '../../scripts/local-cloud/sdk.ts';
import { aPinnedReactiveProgram } from './a-pinned-reactive-program.ts';
import { eventually } from './eventually.ts';
import { anIssueCase } from './fake-cases.ts';
import { dynamodb as document, lambda, outputs, s3 } from './local-cloud.ts';
import { uniqueId } from './test-programs.ts';

const table = (name: string): string => pick(outputs.tables, name);
const programs = s3AnyProgramStore(s3Objects(s3, pick(outputs.buckets, 'data')));
const { book: issues } = issueDoor({ TABLE_ISSUES: table('issues') }, { document });
const calls = callsDoor(
  { TABLE_CALLBACKS: table('callbacks'), QUEUE_CALLBACKS: pick(outputs.queues, 'callbacks') },
  { document, sqs: new SQSClient(localClient(outputs)) },
);
const candidates = { get: async () => undefined, transition: async () => Promise.reject(new Error('there are none')) };
const actions = caseActions({ book: issues, candidates: candidates as never, clock: systemClock });

/** A case of a customer nobody else has, opened a minute ago. */
export const aDeployedCase = async (overrides: Partial<IssueCase> = {}): Promise<IssueCase> => {
  const program = { ...aPinnedReactiveProgram(), hash: uniqueId('program') };
  await programs.pin(program);
  const openedAt = new Date(Date.now() - 60_000).toISOString();
  const issue = anIssueCase({
    ...{ customerId: uniqueId('customer'), programHash: program.hash, openedAt, updatedAt: openedAt },
    expiresAt: Math.floor(Date.now() / 1_000) + 86_400,
    ...overrides,
  });
  await document.send(new PutCommand({ TableName: table('issues'), Item: caseItem(issue) }));
  return issue;
};

/** @param wish such as a time at which no other test's minute of watch-callbacks has come to the call's deadlines */
export const askForCall = async (caseId: string, wish: { wishedAt?: string } = {}): Promise<string> => {
  const request = requestCall({ ...calls, cases: issues, actions, programs, clock: systemClock });
  const asked = await request({ caseId, phone: '+12025550123', ...wish });
  if (!('callback' in asked)) throw new Error(`The call was not taken: ${asked.kind}`);
  return asked.callback.callbackId;
};

/** A case that a rule has escalated, and the escalation's ticket with its agent, as `escalate-unresolved` brings it about. */
export const anEscalatedCase = async () => {
  const escalation = { ruleId: 'unresolved', action: 'escalate-to-support' } as const;
  const issue = await aDeployedCase({ escalations: [{ ...escalation, at: new Date().toISOString() }] });
  await calls.queue.send({ kind: 'escalation', caseId: issue.caseId, ...escalation });
  const callbackId = escalationIdOf(issue.caseId, escalation.ruleId);
  // The support system's webhook may tell of the agent before we have kept the ticket, and with it what is looked at next.
  const callback = await eventually('the escalation to have its agent and to be watched', async () => {
    const found = await callbackOf(callbackId);
    return found?.state === 'assigned' && found.check?.what !== 'ticket' ? found : undefined;
  });
  return { issue, callback };
};

export const callbackOf = async (callbackId: string) => calls.book.get(callbackId);

/** The customer says so on the page, before anybody called. */
export const fixedMeanwhile = (caseId: string) => actions.markFixed(caseId);

/** What a webhook leaves that broke off: an agent solved it, and nobody was told. */
export const endUntold = (callbackId: string) =>
  eventually('nobody else to change the call', async () => {
    const seen = await callbackOf(callbackId);
    if (!seen) throw new Error(`There is no call ${callbackId}`);
    const ended = advance(seen, { kind: 'done', at: new Date().toISOString(), outcome: 'solved' });
    if (ended.kind !== 'advanced') throw new Error(`The call is ${seen.state}`);
    return (await calls.book.save(seen, ended.next)) === 'saved' ? ended.next : undefined;
  });

const support = (): string => pick(outputs.endpoints.simulators, 'support');
type Kept = {
  ticket: { id: number; external_id: string; status: string; tags: string[] };
  comments: { body: string }[];
};

/** What the support system has for a callback. */
export const ticketsOf = async (callbackId: string): Promise<Kept[]> => {
  const all = (await (await fetch(`${support()}/_tickets`)).json()) as Kept[];
  return all.filter(({ ticket }) => ticket.external_id === `herald-${callbackId}`);
};

export const theTicketOf = (callbackId: string): Promise<Kept> =>
  eventually('a ticket', async () => (await ticketsOf(callbackId))[0]);

/** Does in the support system what an agent would. */
export const actAsAgent = async (ticketId: number, act: object): Promise<void> => {
  const answer = await fetch(`${support()}/_agent/${ticketId}`, { method: 'POST', body: JSON.stringify(act) });
  if (!answer.ok) throw new Error(`The support system answered ${answer.status}: ${await answer.text()}`);
};

/**
 * Looks at what is due next of a callback until it is so: the index may lag behind, and another test's minute may have
 * looked at it meanwhile and put off the next look.
 */
export const watchUntil = (callbackId: string, what: string, isSo: (callback: Callback) => boolean) =>
  eventually(what, async () => {
    const { check } = (await callbackOf(callbackId)) ?? {};
    if (check) await watchAt(check.at);
    const callback = await callbackOf(callbackId);
    return callback && isSo(callback) ? callback : undefined;
  });

/** A minute of watch-callbacks. */
export const watchAt = async (at: string): Promise<void> => {
  const FunctionName = pick(outputs.functions, 'watch-callbacks');
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify({ at })) }),
  );
  if (FunctionError) throw new Error(`watch-callbacks failed: ${Buffer.from(Payload ?? []).toString()}`);
};
