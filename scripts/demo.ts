// make demo: one night on the local cloud, from the warehouse to served, explained candidates; a morning: fans are reminded of
// sales, and the night's customers asked for their reviews; then an app crashes, and its customer is helped.
// usage: node scripts/demo.ts [--size small|medium|large] [--only issues]: that part alone, on a small seed.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { showCampaign } from './demo/campaign.ts';
import { showFunnel } from './demo/funnel.ts';
import { showIssues } from './demo/issues.ts';
import { runNight } from './demo/night.ts';
import { showReminders } from './demo/reminders.ts';
import { bestCandidates, showBest } from './demo/serving.ts';
import { showWhereToLook } from './demo/where-to-look.ts';
import { showWhys } from './demo/why.ts';
import { type Outputs, readOutputs } from './local-cloud/outputs.ts';

const { values } = parseArgs({
  options: { size: { type: 'string', default: 'medium' }, only: { type: 'string' } },
});

const showNightAndMorning = async (outputs: Outputs): Promise<void> => {
  const run = await runNight(outputs, 'product-reviews');
  showFunnel(run);
  const best = await bestCandidates(outputs, run.programId);
  showBest(best);
  await showWhys(outputs, run, best);
  await showReminders(outputs, values.size === 'small' ? 1_000 : 5_000);
  await showCampaign(outputs, run, best);
};

/** @returns what is deployed */
const up = (size: string): Outputs => {
  const { status } = spawnSync('node', ['scripts/up.ts', '--size', size], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  return readOutputs();
};

const parts: Record<string, (outputs: Outputs) => Promise<void>> = { issues: showIssues };

if (values.only === undefined) {
  const outputs = up(values.size);
  await showNightAndMorning(outputs);
  await showIssues(outputs);
  showWhereToLook(outputs);
} else {
  const show = parts[values.only];
  if (!show) throw new Error(`--only ${values.only}: there is ${Object.keys(parts).join(', ')}`);
  await show(up('small'));
}
