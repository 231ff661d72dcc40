// Judge's brake on the deployed system: an odd night waits for a person, and a person can release it once.
import { beforeAll, describe, expect, it } from 'vitest';
import { askGraphql, graphqlData } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { daysAgo } from '../../support/last-night.ts';
import { outputs } from '../../support/local-cloud.ts';
import { ended, run, start } from '../../support/runs.ts';
import { putCustomer, putProduct } from '../../support/seed-facts.ts';
import { aProgram, type Delivery, deliveriesQuery, deployProgram, uniqueId } from '../../support/test-programs.ts';

const programId = uniqueId('it-brake');
const days = [daysAgo(4), daysAgo(3), daysAgo(2), daysAgo(1)] as const;
const customers = ['ann', 'bob', 'cho', 'dee'].map((name) => `${programId}-${name}`);
const productId = `${programId}-p`;

const night = (share: 'all' | 'none'): Delivery[] =>
  customers.map((customerId) => ({ customerId, productId, purchased: share === 'all' }));

type RunView = { run: { status: string; judgement: { verdict: string } | null } };
const runView = (runId: string) =>
  graphqlData<RunView>(outputs, 'api-key', {
    query: 'query($id: ID!) { run(runId: $id) { status judgement { verdict } } }',
    variables: { id: runId },
  }).then((data) => data.run);
const release = (runId: string) =>
  askGraphql(outputs, 'operator', {
    query: 'mutation($id: ID!) { releaseRun(runId: $id) { runId } }',
    variables: { id: runId },
  });

beforeAll(async () => {
  await Promise.all([...customers.map((customerId) => putCustomer({ customerId })), putProduct({ productId })]);
  const [one, two, three, odd] = days;
  const query = deliveriesQuery({
    [one]: night('all'),
    [two]: night('all'),
    [three]: night('all'),
    [odd]: night('none'),
  });
  await deployProgram(aProgram(programId, { query }));
  for (const day of [one, two, three]) {
    const execution = await run('batch-ingestion', { programId, day });
    expect(execution.status, execution.cause).toBe('SUCCEEDED');
  }
});

describe('a night whose pass rate departs from the usual', () => {
  it('waits, is released once, and commits', async () => {
    const [, , , day] = days;
    const runId = `${programId}:${day}:001`;
    const arn = await start('batch-ingestion', { programId, day });
    await eventually('the run to be held', async () => ((await runView(runId))?.status === 'held' ? true : undefined));
    expect((await runView(runId)).judgement?.verdict).toBe('hold');

    const clicks = await Promise.all([release(runId), release(runId)]);
    expect(clicks.filter((click) => click.errors === undefined)).toHaveLength(1);
    expect(clicks.flatMap((click) => click.errors ?? []).map((error) => error.errorType)).toEqual(['ConflictError']);

    expect((await ended(arn)).status).toBe('SUCCEEDED');
    expect((await runView(runId)).status).toBe('committed');
  });
});
