// What happens to a case once it is open, as deployed: escalation by the machine, and the follow-up of each minute.
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escalationIdOf } from '../../../lambdas/callbacks/domain/callback.ts';
import {
  candidateItem,
  keyOf,
  servingItems,
  servingKeyOf,
} from '../../../lambdas/candidates/adapters/candidate-items.ts';
import type { StoredCandidate } from '../../../lambdas/candidates/index.ts';
import { dynamodbIssueBook } from '../../../lambdas/issues/adapters/dynamodb-issue-book.ts';
import { caseItem, claimItem } from '../../../lambdas/issues/adapters/issue-items.ts';
import type { IssueCase } from '../../../lambdas/issues/domain/issue-case.ts';
import { deployReactiveCopy } from '../../support/a-reactive-copy.ts';
import { aStoredCandidate } from '../../support/a-stored-candidate.ts';
import { putContactPoints } from '../../support/customers.ts';
import { pick } from '../../support/deployed.ts';
import { theTicketOf, ticketsOf } from '../../support/deployed-calls.ts';
import { eventually } from '../../support/eventually.ts';
import { anIssueCase } from '../../support/fake-cases.ts';
import { messagesOf } from '../../support/ledger.ts';
import { dynamodb, lambda, outputs } from '../../support/local-cloud.ts';
import { run } from '../../support/runs.ts';
import { uniqueId } from '../../support/test-programs.ts';

const programId = uniqueId('it-aftercare');
const book = dynamodbIssueBook({ document: dynamodb, tables: { issues: pick(outputs.tables, 'issues') } });
const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

let copy: Awaited<ReturnType<typeof deployReactiveCopy>>;
beforeAll(async () => {
  copy = await deployReactiveCopy(programId);
});
afterAll(() => copy?.remove());

/** A case with its claim, as its event left it; opened so many hours ago. */
const putCase = async (opened: number, overrides: Partial<IssueCase> = {}): Promise<IssueCase> => {
  const customerId = uniqueId('c');
  const at = hoursAgo(opened);
  const issue = anIssueCase({
    ...{ customerId, programId, programHash: copy.hash, openedAt: at, updatedAt: at, lastErrorAt: at },
    ...overrides,
  });
  const { episode, caseId, eventId, openedAt } = issue;
  const expiresAt = Math.floor(Date.now() / 1_000) + 86_400;
  const items = [
    caseItem({ ...issue, expiresAt }),
    claimItem(issue, { episode, caseId, eventId, openedAt, expiresAt }),
  ];
  const TableName = pick(outputs.tables, 'issues');
  for (const Item of items) await dynamodb.send(new PutCommand({ TableName, Item }));
  return issue;
};

const candidates = pick(outputs.tables, 'candidates');

/** The case's candidate as it was opened, whose message has not left yet: channels are still offered it. */
const putCandidate = async ({ customerId, issueType, caseId }: IssueCase): Promise<StoredCandidate> => {
  const about = { customerId, programId, subject: issueType, occasion: 'episode-1', runId: `case:${caseId}` };
  const candidate = aStoredCandidate({ ...about, programHash: copy.hash });
  for (const Item of [candidateItem(candidate, 0), ...servingItems(candidate, 0)])
    await dynamodb.send(new PutCommand({ TableName: candidates, Item }));
  return candidate;
};
const itemAt = async (Key: Record<string, string>) =>
  (await dynamodb.send(new GetCommand({ TableName: candidates, Key, ConsistentRead: true }))).Item;

const followUp = async (): Promise<void> => {
  const FunctionName = `${pick(outputs.functions, 'follow-up-issues')}:live`;
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: Buffer.from('{}') }));
  if (answer.FunctionError) throw new Error(Buffer.from(answer.Payload ?? []).toString());
};
/** Programs are read at most once a minute: a new one may be found a minute late. */
const patience = { timeoutMs: 120_000, everyMs: 3_000 };

describe('escalate-unresolved', () => {
  it('marks a case nobody has resolved within an hour, and finds nothing to do the next time', async () => {
    const issue = await putCase(2);
    const young = await putCase(0.5);
    await eventually(
      'the case to be escalated',
      async () => {
        const execution = await run('escalate-unresolved', { programId });
        if (execution.status !== 'SUCCEEDED') throw new Error(`${execution.error}: ${execution.cause}`);
        return (execution.output as { cases: number }).cases === 1 ? execution : undefined;
      },
      patience,
    );
    const escalation = { ruleId: 'unresolved', action: 'escalate-to-support' };
    expect(await book.get(issue.caseId)).toMatchObject({ state: 'open', escalations: [escalation] });
    expect(await book.timeline(issue.caseId)).toMatchObject([{ kind: 'escalated', by: 'herald', detail: escalation }]);
    expect(await book.get(young.caseId)).toMatchObject({ escalations: [] });
    expect((await run('escalate-unresolved', { programId })).output).toMatchObject({ cases: 0 });
    // The support team has one ticket for it.
    const ticketId = escalationIdOf(issue.caseId, 'unresolved');
    expect((await theTicketOf(ticketId)).ticket.external_id).toBe(`herald-${ticketId}`);
    expect(await ticketsOf(ticketId)).toHaveLength(1);

    const later = await run('escalate-unresolved', { programId, at: hoursAgo(-1) });
    expect(later.output).toMatchObject({ cases: 1 });
    expect(await book.get(young.caseId)).toMatchObject({ escalations: [escalation] });
  });

  it('refuses a program that is not there, and says what to do', async () => {
    const execution = await run('escalate-unresolved', { programId: `${programId}-none` });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'NotFoundError' });
    expect(execution.cause).toContain('What to do');
  });
});

describe('follow-up-issues', () => {
  const chosen = { step: 'update', at: hoursAgo(25) } as const;

  it('resolves what the updated version is silent about, closes its claim, and asks how it was', async () => {
    const issue = await putCase(26, { state: 'engaged', chosen });
    const { customerId, caseId } = issue;
    const candidate = await putCandidate(issue);
    await putContactPoints({ customerId, email: `${customerId}@example.com`, marketplace: 'US' });
    await eventually(
      'the case to be resolved',
      async () => {
        await followUp();
        return (await book.get(caseId))?.state === 'closed' || undefined;
      },
      patience,
    );
    expect(await book.get(caseId)).toMatchObject({ closed: { reason: 'resolved', method: 'no-further-error' } });
    expect(await book.claim(issue)).toHaveProperty('resolvedAt');
    const [asked, ...more] = await messagesOf(customerId, 'satisfaction');
    expect(asked).toMatchObject({ channel: 'email', state: 'scheduled' });
    expect(more).toEqual([]);
    expect(await book.get(caseId)).not.toHaveProperty('handoverAt');
    expect(await itemAt(keyOf(candidate))).toMatchObject({ state: 'closed', closedReason: 'resolved' });
    expect(await itemAt(servingKeyOf(candidate, 'email'))).toBeUndefined();
  });

  it('opens again what the updated version did not fix', async () => {
    const error = { lastErrorAt: hoursAgo(1), lastErrorVersion: '2.5.2', sightings: 2 };
    const { caseId } = await putCase(26, { state: 'engaged', chosen, ...error });
    await eventually(
      'the case to be open again',
      async () => {
        await followUp();
        return (await book.get(caseId))?.state === 'open' || undefined;
      },
      patience,
    );
    expect(await book.timeline(caseId)).toMatchObject([{ kind: 'error-again', detail: { appVersion: '2.5.2' } }]);
  });
});
