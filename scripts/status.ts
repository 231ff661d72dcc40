// `make status`: one line per part, with its address; ends with 1 if one that should run does not.
import { elsewhereFrom } from './local-cloud/addresses.ts';
import { answers } from './local-cloud/health.ts';
import { isNoted, isRunning } from './local-cloud/part-process.ts';
import { knownBase } from './local-cloud/port-block.ts';
import { type Part, partsAt } from './local-cloud/services.ts';
import { main } from './local-cloud/steps.ts';

const stateOf = async (part: Part): Promise<'up' | 'stopped' | 'crashed' | 'silent'> => {
  if (!isNoted(part.name)) return 'stopped';
  if (!isRunning(part.name)) return 'crashed';
  return (await answers(part.healthUrl)) ? 'up' : 'silent';
};

const hints = { up: '', stopped: '', crashed: 'ended by itself', silent: 'runs, but does not answer' };

const status = async (): Promise<number> => {
  const base = knownBase();
  if (base === undefined) {
    console.log('nothing was started yet: make up');
    return 0;
  }
  let broken = 0;
  for (const part of partsAt(base, elsewhereFrom(process.env))) {
    const state = await stateOf(part);
    const hint = hints[state] ? `${hints[state]}: see ${part.logFile}, then make up` : '';
    const address = new URL(part.healthUrl).origin;
    console.log(`${part.name.padEnd(18)} ${state.padEnd(8)} ${address.padEnd(22)} ${hint}`.trimEnd());
    if (state === 'crashed' || state === 'silent') broken += 1;
  }
  return broken > 0 ? 1 : 0;
};

await main('status', status);
