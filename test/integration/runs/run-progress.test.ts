// Whoever watches a program sees its runs get on, and nobody else's; only the steps of a run may tell.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askGraphql } from '../../support/deployed.ts';
import { eventually } from '../../support/eventually.ts';
import { outputs } from '../../support/local-cloud.ts';
import { aNight, type Night, night, runNight } from '../../support/night.ts';
import { type Subscription, subscribe } from '../../support/subscription.ts';

type Progress = { runProgress: { runId: string; stage: string; message: string; at: string } };
const watch = (programId: string, runId?: string) =>
  subscribe<Progress>(
    'subscription($p: ID!, $r: ID) { runProgress(programId: $p, runId: $r) { runId stage message at } }',
    { p: programId, ...(runId !== undefined && { r: runId }) },
  );
const publish = (variables: Record<string, unknown>) =>
  askGraphql(outputs, 'api-key', {
    query: `mutation($r: ID!, $p: ID!) {
      publishRunProgress(runId: $r, programId: $p, stage: "Forged", message: "", at: "2026-11-20T00:00:00Z") {
        runId programId stage message at
      }
    }`,
    variables,
  });

let watched: Night;
let runId: string;
let mine: Subscription<Progress>;
let thisRun: Subscription<Progress>;
let elsewhere: Subscription<Progress>;
beforeAll(async () => {
  watched = await aNight('it-progress', 5);
  runId = `${watched.programId}:${night}:001`;
  [mine, thisRun, elsewhere] = await Promise.all([
    watch(watched.programId),
    watch(watched.programId, runId),
    watch(`${watched.programId}-x`),
  ]);
});
afterAll(() => {
  for (const subscription of [mine, thisRun, elsewhere]) subscription?.close();
});

it('refuses news from an API key', async () => {
  const answer = await publish({ r: runId, p: watched.programId });
  expect(answer.errors?.map(({ errorType }) => errorType)).toEqual(['Unauthorized']);
});

it('tells the stages of a run in their order to who watches the program or the run, and to nobody else', async () => {
  const end = await runNight(watched);
  expect(end.status, end.cause).toBe('SUCCEEDED');
  const stages = ['Prepare', 'WriteManifest', 'Judge', 'Commit', 'Summarise'];
  for (const watcher of [mine, thisRun]) {
    await eventually('the last stage', async () => watcher.received().length >= stages.length || undefined);
    const news = watcher.received().map(({ runProgress }) => runProgress);
    expect(news.map(({ stage }) => stage)).toEqual(stages);
    expect(new Set(news.map((one) => one.runId))).toEqual(new Set([runId]));
    expect(news.map(({ at }) => at)).toEqual(news.map(({ at }) => at).toSorted());
  }
  expect(elsewhere.received()).toEqual([]);
});
