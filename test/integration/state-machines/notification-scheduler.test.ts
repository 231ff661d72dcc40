// Every Choice branch, Retry and Catch of the reminder machine, without the real Lambdas.
import { describe, expect, it } from 'vitest';
import { describeMachine } from './describe-machine.ts';
import { expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf, type Performed } from './scripted-machine.ts';

const sale = { window: 'w', eventId: 'e', saleId: 's', shards: [3] };
const found =
  (...sales: object[]): Answer =>
  ({ input }) => ({ run: { caseId: input?.caseId }, sales, leftOver: 0 });
const progress =
  (more: boolean, fans: number): Answer =>
  () => ({ more, nextKey: more ? 'fan-5000' : '', fans, outcomes: { granted: fans } });
const finished =
  (status: string): Answer =>
  () => ({ status, cause: '1 sales failed and 0 were left over' });

const happy: Script = {
  FindSales: found(sale),
  LoadEvent: () => ({ outcome: 'announce', event: { eventId: 'e' }, sale }),
  EnsureShortUrl: () => ({ outcome: 'ready', links: { sms: 'short' } }),
  GenerateReminders: progress(false, 2),
  FinishWindow: finished('done'),
  RecordSaleFailure: recordFailure,
  RecordFailure: recordFailure,
};
/** Tasks whose failure ends the run, and tasks whose failure ends one sale. */
const runSteps = ['FindSales', 'FinishWindow'];
const saleSteps = ['LoadEvent', 'EnsureShortUrl', 'GenerateReminders'];

/** What FinishWindow was told of each sale. */
const resultsOf = (run: Performed): unknown =>
  callsOf(run, 'FinishWindow').map(({ event }) => (event as { results?: unknown }).results)[0];

describeMachine('notification-scheduler', happy, ({ perform, attemptsOf }) => {
  describe('a window', () => {
    it('reminds the fans of its sales and ends with the totals', async () => {
      const run = await perform();
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(run.output).toMatchObject({ status: 'done' });
      expect(run.calls.map(({ state }) => state)).toEqual([
        ...['FindSales', 'LoadEvent', 'EnsureShortUrl', 'GenerateReminders', 'FinishWindow'],
      ]);
      expect(resultsOf(run)).toEqual([
        { eventId: 'e', saleId: 's', outcome: 'announced', shards: [{ fans: 2, outcomes: { granted: 2 } }] },
      ]);
    });

    it('goes on in a shard until its last fan, from where it stood', async () => {
      const run = await perform({ GenerateReminders: [progress(true, 5_000), progress(false, 5_001)] });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      const [first, second] = callsOf(run, 'GenerateReminders').map(({ event }) => event);
      expect(first).toMatchObject({ shard: 3, progress: { nextKey: '', fans: 0 } });
      expect(second).toMatchObject({ shard: 3, progress: { nextKey: 'fan-5000', fans: 5_000 } });
    });

    it('waits for the short URL, and asks again', async () => {
      const wait: Answer = () => ({ outcome: 'wait', waitSeconds: 0, links: {} });
      const run = await perform({ EnsureShortUrl: [wait, () => ({ outcome: 'ready', links: { sms: 'long' } })] });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(callsOf(run, 'GenerateReminders')[0]?.event).toMatchObject({ links: { sms: 'long' } });
    });

    it('lets e-mail go while the SMS still waits for its URL, then goes through the shards once more', async () => {
      const some: Answer = () => ({ outcome: 'partial', waitSeconds: 0, links: { email: 'long' } });
      const wait: Answer = () => ({ outcome: 'wait', waitSeconds: 0, links: { email: 'long' } });
      const ready: Answer = () => ({ outcome: 'ready', links: { email: 'long', sms: 'long' } });
      const run = await perform({ EnsureShortUrl: [some, wait, ready] });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(callsOf(run, 'EnsureShortUrl').map(({ event }) => event)).toMatchObject([
        { linked: {} },
        { linked: { email: 'long' } },
        { linked: { email: 'long' } },
      ]);
      expect(callsOf(run, 'GenerateReminders').map(({ event }) => (event as { links?: object }).links)).toEqual([
        { email: 'long' },
        { email: 'long', sms: 'long' },
      ]);
    });

    it('announces a sale that moved within it with its new start', async () => {
      const moved = { ...sale, startsAt: 'sooner' };
      const run = await perform({ LoadEvent: () => ({ outcome: 'announce', event: { eventId: 'e' }, sale: moved }) });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      for (const step of ['EnsureShortUrl', 'GenerateReminders'])
        expect(callsOf(run, step)[0]?.event, step).toMatchObject({ sale: { startsAt: 'sooner' } });
    });

    it('hands on what one execution cannot hold, and is done without it', async () => {
      const FindSales: Answer = ({ input }) => ({
        ...{ run: { caseId: input?.caseId }, sales: [sale], leftOver: 7 },
        next: { programId: 'p', at: 'now', from: 'there' },
      });
      const run = await perform({ FindSales });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(run.entered).toEqual(expect.arrayContaining(['StartRest', 'NothingLeft']));
      expect(callsOf(run, 'FinishWindow')[0]?.event).toMatchObject({
        leftOver: 0,
        results: [{ outcome: 'announced' }],
      });
    });

    it('skips a sale that is not to be announced', async () => {
      const run = await perform({ LoadEvent: () => ({ outcome: 'skip', reason: 'artist', suppressed: true }) });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(callsOf(run, 'GenerateReminders')).toEqual([]);
      expect(resultsOf(run)).toMatchObject([{ outcome: 'skipped', reason: 'artist', suppressed: true }]);
    });

    it('without sales is done too', async () => {
      const run = await perform({ FindSales: found() });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(resultsOf(run)).toEqual([]);
    });

    it('survives transient errors twice in every step', async () => {
      const steps = [...runSteps, ...saleSteps];
      const run = await perform(Object.fromEntries(steps.map((step) => [step, twiceTransient(happy[step])])));
      expect(run.status, run.cause).toBe('SUCCEEDED');
      for (const step of steps) expect(callsOf(run, step), step).toHaveLength(3);
    });
  });

  describe('a step of a sale', () => {
    const other = { ...sale, saleId: 'other' };

    it.each(saleSteps)('%s fails for good: the other sales go on and the run says so', async (step) => {
      const saleOf = (event: object): string => (event as { sale: { saleId: string } }).sale.saleId;
      const LoadEvent: Answer = (event) => ({ outcome: 'announce', event: {}, sale: (event as { sale: object }).sale });
      const script: Script = { ...happy, FindSales: found(sale, other), LoadEvent, FinishWindow: finished('failed') };
      const usual = script[step] as Answer;
      const failsForOne: Answer = (event) => (saleOf(event) === 's' ? failing('PermanentError') : usual)(event);
      const run = await perform({ ...script, [step]: failsForOne });
      expect(run).toMatchObject({ status: 'FAILED', error: 'WindowUnfinished' });
      expect(run.cause).toContain('1 sales failed');
      expect(callsOf(run, 'RecordSaleFailure').map(({ event }) => event)).toMatchObject([
        { step, sale: { saleId: 's' }, state: { error: { Error: 'PermanentError' } } },
      ]);
      expect(resultsOf(run)).toMatchObject([{ outcome: 'failed', reason: step }, { outcome: 'announced' }]);
    });

    it.each(saleSteps)('%s is given up after its retries', async (step) => {
      const run = await perform({ [step]: failing('TransientError'), FinishWindow: finished('failed') });
      expect(callsOf(run, step)).toHaveLength(attemptsOf(step));
      expect(resultsOf(run)).toMatchObject([{ outcome: 'failed', reason: step }]);
    });

    it('is recorded although that needs three attempts', async () => {
      const RecordSaleFailure = twiceTransient(recordFailure);
      const run = await perform({ LoadEvent: failing('PermanentError'), RecordSaleFailure });
      expect(callsOf(run, 'RecordSaleFailure')).toHaveLength(3);
      expect(resultsOf(run)).toMatchObject([{ outcome: 'failed' }]);
    });

    it.each(['PermanentError', 'TransientError'])(
      'counts as failed although %s kept it from being recorded',
      async (error) => {
        const run = await perform({ LoadEvent: failing('PermanentError'), RecordSaleFailure: failing(error) });
        expect(callsOf(run, 'RecordSaleFailure')).toHaveLength(
          error === 'TransientError' ? attemptsOf('RecordSaleFailure') : 1,
        );
        expect(resultsOf(run)).toMatchObject([{ outcome: 'failed' }]);
      },
    );
  });

  describe('a step of the run', () => {
    it.each(runSteps)('%s fails for good: its error is recorded and ends the execution', async (step) => {
      const run = await perform({ [step]: failing('PermanentError') });
      expectRecorded(run, { step, error: 'PermanentError' });
      expect(callsOf(run, step)).toHaveLength(1);
    });

    it.each(runSteps)('%s is given up after its retries', async (step) => {
      const run = await perform({ [step]: failing('TransientError') });
      expectRecorded(run, { step, error: 'TransientError' });
      expect(callsOf(run, step)).toHaveLength(attemptsOf(step));
    });
  });
});
