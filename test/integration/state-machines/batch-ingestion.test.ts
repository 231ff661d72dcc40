// Every Choice branch, Retry and Catch of the nightly machine, without the real Lambdas.
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { pick } from '../../support/deployed.ts';
import { outputs, s3, sfn } from '../../support/local-cloud.ts';
import { describeMachine } from './describe-machine.ts';
import { expectFailureOf, expectRecorded, recordFailure } from './recorded.ts';
import { type Answer, failing, type Script, twiceTransient } from './script-server.ts';
import { callsOf } from './scripted-machine.ts';

const Bucket = pick(outputs.buckets, 'data');
const manifestKey = (caseId: string) => `runs/scripted/${caseId}/manifest.json`;

const runId = 'scripted:2026-11-19:001';
const prepared =
  ({ dryRun, campaign }: { dryRun: boolean; campaign?: true }): Answer =>
  ({ input, execution }) => ({
    ...{ caseId: input?.caseId, runId, programId: 'scripted', dryRun, executionArn: execution?.arn },
    ...(campaign && { campaign }),
  });
const queryIn =
  (state: string): Answer =>
  () => ({ queryId: 'q-1', waitSeconds: 0, state });
const writeManifest: Answer = async ({ run }) => {
  const key = manifestKey(run?.caseId ?? '');
  await s3.send(new PutObjectCommand({ Bucket, Key: key, Body: JSON.stringify([{ chunk: '0000' }]) }));
  return { bucket: Bucket, key, chunks: 1, rows: 2, rejected: 0, at: 'split' };
};
const noChunks: Answer = () => ({ bucket: Bucket, key: 'none', chunks: 0, rows: 0, rejected: 0, at: 'split' });
const withoutChunks: Script = { WriteManifest: noChunks };
const judge =
  (verdict: string, releaseTimeoutSeconds = 60): Answer =>
  () => ({ verdict, reasons: ['too few passed'], releaseTimeoutSeconds, at: 'judged' });
const release: Answer = async ({ taskToken }) => {
  await sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
};
const nothing: Answer = () => ({});

const happy: Script = {
  Prepare: prepared({ dryRun: false }),
  StartQuery: queryIn('QUEUED'),
  PollQuery: queryIn('SUCCEEDED'),
  ListParts: () => ({ parts: ['0'] }),
  SplitPart: nothing,
  WriteManifest: writeManifest,
  FilterChunk: nothing,
  ScoreChunk: nothing,
  Judge: judge('proceed'),
  AwaitRelease: release,
  StoreChunk: nothing,
  Commit: nothing,
  Summarise: () => ({ summary: true }),
  RecordFailure: recordFailure,
  RecordDecideFailure: recordFailure,
  RecordStoreFailure: recordFailure,
};

/** Tasks of the run itself, with what must happen for each to be called. No chunks where none are needed: it is faster. */
const stepCases: Record<string, Script> = {
  ...{ Prepare: {}, StartQuery: {}, PollQuery: {}, ListParts: {}, SplitPart: {}, WriteManifest: {} },
  ...{ Judge: withoutChunks, Commit: withoutChunks, Summarise: withoutChunks },
  AwaitRelease: { ...withoutChunks, Judge: judge('hold') },
};
/** Tasks of the distributed Maps' children, with the Task that records their failure. */
const chunkCases: Record<string, string> = {
  FilterChunk: 'RecordDecideFailure',
  ScoreChunk: 'RecordDecideFailure',
  StoreChunk: 'RecordStoreFailure',
};
/** Tasks that record the failure of a chunk, with a failure for each. */
const recorderCases: Record<string, Script> = {
  RecordDecideFailure: { FilterChunk: failing('PermanentError') },
  RecordStoreFailure: { StoreChunk: failing('PermanentError') },
};

describeMachine('batch-ingestion', happy, ({ perform, attemptsOf }) => {
  describe('transient errors', () => {
    it('twice in every step change nothing', async () => {
      const steps = [...Object.keys(stepCases), ...Object.keys(chunkCases)];
      const script: Script = { ...happy, Judge: judge('hold') };
      const run = await perform({
        ...script,
        ...Object.fromEntries(steps.map((step) => [step, twiceTransient(script[step])])),
      });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      for (const step of steps) expect(callsOf(run, step), step).toHaveLength(3);
    });

    it.each(Object.entries(recorderCases))('twice in %s lose no failure', async (recorder, failure) => {
      const run = await perform({ ...failure, [recorder]: twiceTransient(recordFailure) });
      expect(callsOf(run, recorder)).toHaveLength(3);
    });
  });

  describe('the way through', () => {
    it('ends with the summary', async () => {
      const run = await perform();
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(run.output).toEqual({ summary: true });
      expect(run.calls.map(({ state }) => state)).toEqual([
        ...['Prepare', 'StartQuery', 'PollQuery', 'ListParts', 'SplitPart', 'WriteManifest', 'FilterChunk'],
        ...['ScoreChunk', 'Judge', 'StoreChunk', 'Commit', 'Summarise'],
      ]);
    });

    it('without chunks works on none and commits', async () => {
      const run = await perform(withoutChunks);
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(run.entered).toContain('Commit');
      expect(run.entered).not.toContain('FilterAndScore');
      expect(run.entered).not.toContain('Store');
    });

    it.each(['proceed', 'hold'])('stores nothing in a dry run that Judge would let %s', async (verdict) => {
      const run = await perform({ Prepare: prepared({ dryRun: true }), Judge: judge(verdict) });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(run.entered.slice(-1)).toEqual(['Summarise']);
      for (const state of ['AwaitRelease', 'Store', 'Commit']) expect(run.entered).not.toContain(state);
    });

    it('starts the campaign of a committed run once, however often that is tried', async () => {
      const script = { ...withoutChunks, Prepare: prepared({ dryRun: false, campaign: true }) };
      for (const run of [await perform(script), await perform(script)]) {
        expect(run.status, run.cause).toBe('SUCCEEDED');
        expect(run.entered.slice(-4)).toEqual(['Commit', 'HasCampaign', 'StartCampaign', 'Summarise']);
      }
    });

    it('polls a query until it succeeded', async () => {
      const PollQuery = [queryIn('QUEUED'), queryIn('RUNNING'), queryIn('SUCCEEDED')];
      const run = await perform({ ...withoutChunks, PollQuery });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(callsOf(run, 'PollQuery')).toHaveLength(3);
    });

    it('stores and commits a held run once it is released', async () => {
      const run = await perform({ Judge: judge('hold') });
      expect(run.status, run.cause).toBe('SUCCEEDED');
      expect(callsOf(run, 'AwaitRelease')).toHaveLength(1);
      expect(run.entered.slice(-4)).toEqual(['Store', 'Commit', 'HasCampaign', 'Summarise']);
    });
  });

  describe('a run that must not go on', () => {
    it.each(['FAILED', 'CANCELLED'])('ends when the query is %s', async (state) => {
      const run = await perform({ PollQuery: queryIn(state) });
      expectRecorded(run, { step: 'PollQuery', error: 'QueryFailedError' });
      expect(run.entered).not.toContain('ListParts');
    });

    it('ends when Judge refuses it', async () => {
      const run = await perform({ ...withoutChunks, Judge: judge('fail') });
      expectRecorded(run, { step: 'Judge', error: 'TooManyRejectsError' });
      expect(callsOf(run, 'RecordFailure')[0]?.event.state?.error?.Cause).toContain('too few passed');
    });

    it('ends when nobody releases it in time', async () => {
      // Long enough for AwaitRelease's function to be called at all: its call is part of that time.
      const run = await perform({ ...withoutChunks, Judge: judge('hold', 10), AwaitRelease: nothing });
      expectFailureOf(run, { step: 'AwaitRelease', error: 'States.Timeout' });
      expect(callsOf(run, 'AwaitRelease')).toHaveLength(1);
      expect(run.entered).not.toContain('Commit');
    });

    it('has no run to name when Prepare fails', async () => {
      const run = await perform({ Prepare: failing('ConflictError') });
      expectRecorded(run, { step: 'Prepare', error: 'ConflictError' });
      expect(callsOf(run, 'RecordFailure')[0]?.event.state?.run).toBeUndefined();
    });

    it('says which Map could not read the manifest', async () => {
      const WriteManifest: Answer = () => ({ bucket: Bucket, key: 'runs/scripted/gone.json', chunks: 1, at: 'split' });
      expectFailureOf(await perform({ WriteManifest }), { step: 'FilterAndScore' });
      const vanish: Answer = async (event) => {
        await s3.send(new DeleteObjectCommand({ Bucket, Key: manifestKey(event.run?.caseId ?? '') }));
        return judge('proceed')(event);
      };
      expectFailureOf(await perform({ Judge: vanish }), { step: 'Store' });
    });
  });

  describe('a step of the run', () => {
    it.each(Object.keys(stepCases))('%s fails for good: its error is recorded and ends the execution', async (step) => {
      const run = await perform({ ...stepCases[step], [step]: failing('PermanentError') });
      expectRecorded(run, { step, error: 'PermanentError' });
      expect(callsOf(run, step)).toHaveLength(1);
    });

    it.each(Object.keys(stepCases))('%s is given up after its retries', async (step) => {
      const run = await perform({ ...stepCases[step], [step]: failing('TransientError') });
      expectRecorded(run, { step, error: 'TransientError' });
      expect(callsOf(run, step)).toHaveLength(attemptsOf(step));
    });
  });

  // On LocalStack 4.9.2 a distributed Map with a ResultWriter succeeds although a child failed; on AWS it fails. So the
  // chunk's own record is what these cases look at. (Judge and Commit refuse a run whose counts lack a chunk anyway.)
  describe('a step of a chunk', () => {
    it.each(Object.entries(chunkCases))('%s fails for good: %s leaves why', async (step, recorder) => {
      const run = await perform({ [step]: failing('PermanentError') });
      expect(callsOf(run, step)).toHaveLength(1);
      expect(callsOf(run, recorder).map(({ event }) => event)).toMatchObject([
        { step, chunk: '0000', state: { error: { Error: 'PermanentError' }, run: { runId } } },
      ]);
    });

    it.each(Object.entries(chunkCases))('%s is given up after its retries', async (step, recorder) => {
      const run = await perform({ [step]: failing('TransientError') });
      expect(callsOf(run, step)).toHaveLength(attemptsOf(step));
      expect(callsOf(run, recorder).map(({ event }) => event)).toMatchObject([
        { step, chunk: '0000', state: { error: { Error: 'TransientError' } } },
      ]);
    });
  });

  describe.for(Object.entries(recorderCases))('%s', ([recorder, failure]) => {
    it('is tried as often as it says', async () => {
      const run = await perform({ ...failure, [recorder]: failing('TransientError') });
      expect(callsOf(run, recorder)).toHaveLength(attemptsOf(recorder));
    });

    it('is not tried again when it fails for good', async () => {
      const run = await perform({ ...failure, [recorder]: failing('PermanentError') });
      expect(callsOf(run, recorder)).toHaveLength(1);
    });
  });
});
