// The whole batch in one process: the handlers as the state machine calls them, over the memory fakes.
import { describe, expect, it } from 'vitest';
import {
  aBatch,
  aQuery,
  aRow,
  type Batch,
  execution,
  extractOf,
  factsFor,
  type Row,
  runBatch,
} from '../../../test/support/a-batch.ts';
import { aPinnedProgram } from '../../../test/support/a-pinned-program.ts';

const product = aPinnedProgram().program;
const pinned = aPinnedProgram({ scoringModel: { ...product.scoringModel, endpoint: 'constant://0.8' } });
const input = { programId: 'product-reviews', day: '2026-11-19' };

const customers = Array.from({ length: 60 }, (_, n) => `customer-${n}`);
const rows: Row[] = [
  ...customers.map((customer_id) => aRow({ customer_id })),
  aRow({ customer_id: 'customer-0', event_time: '2026-11-19 18:00:00.000' }), // a duplicate
  ...['a', 'b', 'c'].map((subject, n) =>
    aRow({ customer_id: 'customer-1', subject, event_time: `2026-11-19 2${n}:00:00` }),
  ),
  aRow({ customer_id: 'customer-2', subject: 'd', purchased: false }),
  aRow({ customer_id: null }),
];
const open = (more: Partial<Parameters<typeof aBatch>[0]> = {}): Batch =>
  aBatch({ pinned, rows, facts: factsFor(rows), ...more });

describe('a night', () => {
  it('commits, and its counts add up', async () => {
    const batch = open();
    const { run, summary } = await runBatch(batch, input);
    expect(summary).toMatchObject({
      split: { rows: 66, accepted: 65, rejected: 1, reasons: { 'customer_id-missing': 1 } },
      // customer-1 has four wishes, three allowed: the latest three stay.
      decisions: { rows: 65, duplicates: 1, candidates: 64, passed: 62, rejectedBy: { trust: 1, 'frequency-cap': 1 } },
      store: { inserted: 62, refreshed: 0, unchanged: 0 },
      seconds: { extract: 4, total: 600 },
    });
    expect(await batch.deps.ledger.get(run.runId)).toMatchObject({
      status: 'committed',
      summary: { passRate: 62 / 64 },
    });
    const kept = await batch.deps.candidates.forCustomer('customer-1', 'product-reviews');
    expect(kept.map(({ subject }) => subject).sort()).toEqual(['a', 'b', 'c']);
    expect(batch.published).toEqual(['Prepare', 'WriteManifest', 'Judge', 'Commit', 'Summarise']);
    expect(batch.figures.get('CandidatesStored')).toBe(62);
  });

  it('is the same when every step is done three times, as after kills', async () => {
    const [once, thrice] = [open(), open()];
    const [first, again] = [await runBatch(once, input), await runBatch(thrice, input, { times: 3 })];
    expect(again.run).toEqual(first.run);
    expect(again.summary).toEqual({ ...first.summary, store: { inserted: 0, refreshed: 62, unchanged: 0 } });
    for (const id of customers)
      expect(await thrice.deps.candidates.forCustomer(id, 'product-reviews')).toEqual(
        await once.deps.candidates.forCustomer(id, 'product-reviews'),
      );
  });

  it('changes nothing when the day is run again', async () => {
    const batch = open();
    await runBatch(batch, input);
    const key = { customerId: 'customer-5', programId: 'product-reviews', subject: 'product-1' };
    const at = '2026-11-20T10:00:00.000Z';
    await batch.deps.candidates.transition(key, { from: 'active', to: 'contacted', at });
    const contacted = await batch.deps.candidates.get(key);
    const { run, summary } = await runBatch(batch, input, { arn: 'arn:execution:2' });
    expect(run).toMatchObject({ attempt: 2, runId: 'product-reviews:2026-11-19:002' });
    expect(summary?.store).toEqual({ inserted: 0, refreshed: 61, unchanged: 1 });
    expect(await batch.deps.candidates.get(key)).toEqual(contacted);
  });

  it('stores nothing in a dry run, and gives the day back', async () => {
    const batch = open();
    const { run, summary } = await runBatch(batch, { ...input, dryRun: true });
    expect(summary).toMatchObject({ wouldStore: 62 });
    expect(summary?.store).toBeUndefined();
    expect(await batch.deps.candidates.forCustomer('customer-1', 'product-reviews')).toEqual([]);
    expect(await batch.deps.ledger.get(run.runId)).toMatchObject({ status: 'dry-run' });
    await expect(runBatch(batch, input, { arn: 'arn:execution:2' })).resolves.toMatchObject({ run: { attempt: 2 } });
  });

  it('commits an empty night', async () => {
    const { summary } = await runBatch(open({ rows: [] }), input);
    expect(summary).toMatchObject({ split: { rows: 0 }, store: { inserted: 0 }, passRate: 0 });
  });
});

describe('Judge', () => {
  it('fails a night with too many bad rows', async () => {
    const bad = [
      ...rows,
      '{"customer_id": 7',
      'not JSON',
      ...Array.from({ length: 5 }, () => aRow({ marketplace: 'XX' })),
    ];
    const { judgement } = await runBatch(open({ rows: bad }), input);
    expect(judgement).toMatchObject({ verdict: 'fail', rejectShare: 8 / 73 });
  });

  it('holds a night unlike the three before it, and is off until then', async () => {
    const batch = open();
    for (const [n, day] of ['2026-11-16', '2026-11-17', '2026-11-18'].entries()) {
      const { judgement } = await runBatch(batch, { ...input, day }, { arn: `arn:execution:${n}` });
      expect(judgement.brake).toMatchObject({ on: false, earlierRuns: n });
    }
    const { judgement: usual } = await runBatch(batch, { ...input, dryRun: true }, { arn: 'arn:execution:8' });
    expect(usual).toMatchObject({ verdict: 'proceed', brake: { on: true, earlierRuns: 3, departure: 0 } });
    const unbought = extractOf(customers.map((customer_id) => aRow({ customer_id, purchased: false })));
    for (const [part, lines] of unbought) batch.extract.set(part, lines);
    const odd = await runBatch(batch, input, { arn: 'arn:execution:9' });
    expect(odd.judgement).toMatchObject({ verdict: 'hold', passRate: 0 });
  });
});

describe('a chunk that vanished', () => {
  const upToManifest = async ({ steps, deps }: Batch) => {
    const run = await steps.prepare({ input, execution: execution() });
    for (const part of (await steps.listParts({ run })).parts) await steps.splitPart({ run, part });
    await steps.writeManifest({ run, query: aQuery });
    return { run, chunks: await deps.files.readManifest(run) };
  };

  it('stops the run before Judge, whatever the Map says', async () => {
    const batch = open();
    const { run, chunks } = await upToManifest(batch);
    for (const chunk of chunks.slice(1)) {
      await batch.steps.filterChunk({ run, chunk });
      await batch.steps.scoreChunk({ run, chunk });
    }
    await expect(batch.steps.judge({ run })).rejects.toMatchObject({ name: 'IncompleteRunError' });
  });

  it('stops the run before Commit', async () => {
    const batch = open();
    const { run, chunks } = await upToManifest(batch);
    for (const chunk of chunks) {
      await batch.steps.filterChunk({ run, chunk });
      await batch.steps.scoreChunk({ run, chunk });
    }
    for (const chunk of chunks.slice(1)) await batch.steps.storeChunk({ run, chunk });
    await expect(batch.steps.commit({ run })).rejects.toThrow(/Store counted \d+ of 62/);
    expect(await batch.deps.ledger.get(run.runId)).toMatchObject({ status: 'running' });
  });
});

describe('two executions of one day', () => {
  it('means the same yesterday when Prepare is tried again after midnight', async () => {
    const { steps } = aBatch({ pinned: aPinnedProgram(), rows: [], facts: factsFor([]) });
    const begun = { arn: 'arn:execution:1', startedAt: '2026-11-19T23:59:58.000Z' };
    const yesterday = { programId: 'product-reviews' };
    expect(await steps.prepare({ input: yesterday, execution: begun })).toMatchObject({ day: '2026-11-18' });
  });

  it('refuses the second while the first works, and lets it take over when the first is gone', async () => {
    const ended = new Set<string>();
    const batch = open({ hasEnded: async (arn) => ended.has(arn) });
    const first = await batch.steps.prepare({ input, execution: execution('arn:execution:1') });
    const second = () => batch.steps.prepare({ input, execution: execution('arn:execution:2') });
    await expect(second()).rejects.toThrow('being run by arn:execution:1');
    ended.add('arn:execution:1');
    await expect(second()).resolves.toMatchObject({ attempt: 2 });
    expect(await batch.deps.ledger.get(first.runId)).toMatchObject({ status: 'failed' });
    await expect(batch.steps.commit({ run: first })).rejects.toThrow('cannot become committed');
  });
});

describe('a failure', () => {
  const caught = { Error: 'QueryFailedError', Cause: JSON.stringify({ errorMessage: 'TABLE_NOT_FOUND' }) };

  it('ends the run, says what to do, and gives the day back', async () => {
    const batch = open();
    const run = await batch.steps.prepare({ input, execution: execution() });
    const event = { step: 'PollQuery', state: { run, query: aQuery, error: caught }, input, execution: execution() };
    const failure = await batch.steps.recordFailure(event);
    expect(failure).toMatchObject({ step: 'PollQuery', error: 'QueryFailedError', cause: 'TABLE_NOT_FOUND' });
    expect(failure.whatToDo).toMatch(/query/);
    expect(await batch.deps.ledger.get(run.runId)).toMatchObject({ status: 'failed', failure });
    expect(batch.figures.get('RunsFailed')).toBe(1);
    await expect(runBatch(batch, input, { arn: 'arn:execution:2' })).resolves.toMatchObject({ run: { attempt: 2 } });
  });

  it('names the chunk that failed, not only the Map', async () => {
    const batch = open();
    const run = await batch.steps.prepare({ input, execution: execution() });
    const state = { run, error: { Error: 'Sandbox.Timedout', Cause: 'Task timed out after 240 s' } };
    await batch.steps.recordFailure({ step: 'ScoreChunk', chunk: 'a-0001', state, execution: { arn: 'arn:child' } });
    expect(await batch.deps.ledger.get(run.runId)).toMatchObject({ status: 'running' });
    const error = { Error: 'States.ExceedToleratedFailureThreshold', Cause: '1 of 9' };
    const event = { step: 'FilterAndScore', state: { run, error }, input, execution: execution() };
    expect(await batch.steps.recordFailure(event)).toMatchObject({
      step: 'ScoreChunk of chunk a-0001',
      error: 'Sandbox.Timedout',
    });
  });

  it('after the commit leaves the run committed', async () => {
    const batch = open();
    const { run } = await runBatch(batch, input);
    await batch.steps.recordFailure({
      step: 'Summarise',
      state: { run, error: caught },
      input,
      execution: execution(),
    });
    expect(await batch.deps.ledger.get(run.runId)).toMatchObject({ status: 'committed' });
  });

  it('does not end a run that another execution began', async () => {
    const batch = open();
    const run = await batch.steps.prepare({ input, execution: execution() });
    const forged = {
      step: 'Prepare',
      state: { run, error: caught },
      input: { run },
      execution: execution('arn:execution:2'),
    };
    await batch.steps.recordFailure(forged);
    expect(await batch.deps.ledger.get(run.runId)).toMatchObject({ status: 'running' });
  });

  it.each([
    undefined,
    null,
    'text',
    {},
    { state: 7, step: 7, execution: 1 },
    { state: { error: null, run: { runId: 1 } } },
  ])('is recorded whatever comes: %o', async (event) => {
    const batch = open();
    expect(await batch.steps.recordFailure(event)).toMatchObject({ error: 'UnknownError' });
    expect(batch.figures.get('RunsFailed')).toBe(1);
  });
});
