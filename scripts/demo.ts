// make demo: one night on the local cloud, from the warehouse to served, explained candidates; then a morning: fans are
// reminded of sales, and the night's customers asked for their reviews.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { showCampaign } from './demo/campaign.ts';
import { showFunnel } from './demo/funnel.ts';
import { runNight } from './demo/night.ts';
import { showReminders } from './demo/reminders.ts';
import { bestCandidates, showBest } from './demo/serving.ts';
import { showWhereToLook } from './demo/where-to-look.ts';
import { showWhys } from './demo/why.ts';
import { readOutputs } from './local-cloud/outputs.ts';

const { values } = parseArgs({ options: { size: { type: 'string', default: 'medium' } } });

const up = spawnSync('node', ['scripts/up.ts', '--size', values.size], { stdio: 'inherit' });
if (up.status !== 0) process.exit(up.status ?? 1);

const outputs = readOutputs();
const run = await runNight(outputs, 'product-reviews');
showFunnel(run);
const best = await bestCandidates(outputs, run.programId);
showBest(best);
await showWhys(outputs, run, best);
await showReminders(outputs, values.size === 'small' ? 1_000 : 5_000);
await showCampaign(outputs, run, best);
showWhereToLook(outputs);
