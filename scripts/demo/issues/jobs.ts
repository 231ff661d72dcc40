// What runs by the hour and by the day: escalation of what nobody has resolved, and the churn report.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { ResolutionFigures } from '../../../lambdas/reporting/domain/figures/resolution-figures.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { localFolder } from '../../local-cloud/paths.ts';
import { localClient } from '../../local-cloud/sdk.ts';
import { runMachine } from '../execution.ts';
import { bar, count, heading, percent, share } from '../print.ts';

type Report = { day: string; periods: (ResolutionFigures & { days: number })[] };

/** Escalates what will have been open for over an hour by `at`. */
export const escalate = async (outputs: Outputs, programId: string, at: Date): Promise<void> => {
  heading(`escalate-unresolved, as of ${at.toISOString()}`);
  const input = { programId, at: at.toISOString() };
  const { cases } = await runMachine<{ cases: number }>(outputs, 'escalate-unresolved', input);
  console.log(`  ${count(cases)} open for over an hour, and a rule of ${programId} holds`);
};

/** Brings a report from the data bucket into .local/reports. @returns where it is */
const keep = async (outputs: Outputs, key: string): Promise<{ file: string; text: string }> => {
  const s3 = new S3Client({ ...localClient(outputs), forcePathStyle: true });
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: pick(outputs.buckets, 'data'), Key: key }));
  const text = (await Body?.transformToString()) ?? '';
  const folder = join(localFolder, 'reports');
  await mkdir(folder, { recursive: true });
  const file = join(folder, key.split('/').slice(1).join('-'));
  await writeFile(file, text);
  s3.destroy();
  return { file: relative(process.cwd(), file), text };
};

const known = (rate: number | null): string => (rate === null ? 'unknown' : percent(rate));
const dollars = (usd: number | null): string => (usd === null ? 'unknown' : `$${usd.toFixed(2)}`);

const showFigures = ({ funnel, resolution, callbacks, time, repeatedErrors, cost }: ResolutionFigures): void => {
  const [first] = funnel;
  for (const { stage, count: n } of funnel) console.log(bar(stage, n, share(n, first?.count ?? 0)));
  console.log(
    `  resolved ${count(resolution.resolved)}, ${known(resolution.selfServiceRate)} of them without an agent; calls ${count(callbacks.requested)}; ${known(repeatedErrors.rate)} of all errors joined an open case`,
  );
  const minutes = (seconds: number | null): string =>
    seconds === null ? 'unknown' : `${(seconds / 60).toFixed(1)} min`;
  console.log(
    `  median time to resolution: by the customer ${minutes(time.selfService.median)}, by an agent ${minutes(time.agent.median)}; ${dollars(cost.perSelfService)} per resolution without an agent, ${dollars(cost.perResolution)} with the tickets (planned: ${dollars(cost.planned.perResolution)}, a ticket: ${dollars(cost.planned.perTicket)})`,
  );
};

/** Makes today's churn report as tomorrow morning will. */
export const showChurnReport = async (outputs: Outputs, programId: string): Promise<void> => {
  const today = new Date().toISOString().slice(0, 10);
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  heading(`The churn report of ${today}, as made tomorrow at six`);
  await runMachine(outputs, 'churn-report', { programId, at: `${tomorrow}T06:00:00Z` });
  const key = `reports/churn-report/${programId}/${today}`;
  const json = await keep(outputs, `${key}.json`);
  const html = await keep(outputs, `${key}.html`);
  const ofToday = (JSON.parse(json.text) as Report).periods.find(({ days }) => days === 1);
  if (!ofToday) throw new Error(`${json.file} has no figures of the day`);
  showFigures(ofToday);
  console.log(`  ${html.file}   (open it in a browser)\n  ${json.file}`);
};
