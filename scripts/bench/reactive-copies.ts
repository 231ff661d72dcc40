// reactive-copies-cases: every event of the app's bus ten times, on a local cloud of its own.
import type { Outputs } from '../local-cloud/outputs.ts';
import type { BenchRow } from './bench-row.ts';
import { boundlessProviders, onOwnCloud } from './own-cloud.ts';
import { type CopiesSize, runCopies } from './reactive-local/run-copies.ts';

const size: CopiesSize = { events: 2_000, copies: 10, wave: 50 };

const measure = async (outputs: Outputs): Promise<BenchRow[]> => {
  const { events, copies } = size;
  const { handledCopies, cases } = await runCopies(outputs, size);
  return [
    {
      ...{
        name: 'reactive-copies-cases',
        value: cases / events,
        unit: 'cases an event',
        baseline: 1,
        ratio: events / cases,
      },
      how: `local cloud, ${events} events with ${copies} copies each, put together; ${handledCopies} were handled. Checked, or the bench fails: each customer has one case, seen once, one SMS and one e-mail, and every attempt came to its provider once`,
    },
  ];
};

export const reactiveCopies = (): Promise<BenchRow[]> => onOwnCloud('none', measure, boundlessProviders);
