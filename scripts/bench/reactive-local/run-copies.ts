// One round on a local cloud: many copies of each event, put together. It is checked.
import type { Outputs } from '../../local-cloud/outputs.ts';
import { reportPosition } from '../nights/worker-peak.ts';
import { takeCalls } from '../reminders/providers.ts';
import { putCopies } from './crash-events.ts';
import { collecting, prepared, settle } from './round.ts';
import { handled } from './settled.ts';

/** `copies`: of each event, 10 at most. `wave`: events that are put before the next ones wait until these are handled. */
export type CopiesSize = { events: number; copies: number; wave: number };

type Copied = { handledCopies: number; cases: number };

/** @throws Error when anything was lost, or came twice */
export const runCopies = async (outputs: Outputs, { events, copies, wave }: CopiesSize): Promise<Copied> => {
  await takeCalls(outputs);
  const customerIds = await prepared(outputs, 'copies', events);
  const position = reportPosition();
  const { result, calls } = await collecting(outputs, async () => {
    let count = 0;
    for (let from = 0; from < events; from += wave) {
      const some = customerIds.slice(from, from + wave);
      await putCopies(outputs, some, copies);
      count = await handled(position, (from + some.length) * copies);
    }
    return count;
  });
  const { cases } = await settle(outputs, customerIds, calls);
  return { handledCopies: result, cases: cases.length };
};
