// event-details-p99-ms: an event over GraphQL on the local cloud, from the cache and, in turn, from Discovery (Scenario 6 of the reminders).
import { graphqlData } from '../local-cloud/graphql-client.ts';
import type { Outputs } from '../local-cloud/outputs.ts';
import { type BenchRow, percentile, secondsOf } from './bench-row.ts';
import { boundlessProviders, onOwnCloud } from './own-cloud.ts';
import { cacheEvent, tellDiscovery } from './reminders/popular-event.ts';

const warmUp = 20;
const calls = 200;
const dayMs = 86_400_000;

const query = 'query($id: ID!) { eventDetails(eventId: $id) { eventId name stale sales { startsAt } } }';

/** @returns milliseconds of one answer @throws Error when it is another event, or an old one */
const ask = async (outputs: Outputs, id: string): Promise<number> => {
  let told: { eventId: string; stale: boolean } | undefined;
  const seconds = await secondsOf(async () => {
    const answer = await graphqlData<{ eventDetails: typeof told }>(outputs, 'api-key', { query, variables: { id } });
    told = answer.eventDetails;
  });
  if (told?.eventId !== id || told.stale) throw new Error(`asked for ${id}, got ${JSON.stringify(told)}`);
  return seconds * 1000;
};

const measure = async (outputs: Outputs): Promise<BenchRow[]> => {
  const saleStartsAt = new Date(Date.now() + 7 * dayMs).toISOString();
  const known = `Z7rBench${Date.now()}`;
  await cacheEvent(known, saleStartsAt, { cachedAt: new Date(), refreshAfter: new Date(saleStartsAt) });
  const cached: number[] = [];
  const fetched: number[] = [];
  for (let call = 0; call < warmUp + calls; call += 1) {
    const fresh = `${known}n${call}`;
    await tellDiscovery(outputs, fresh, saleStartsAt);
    cached.push(await ask(outputs, known));
    fetched.push(await ask(outputs, fresh));
  }
  const figures = (all: number[]) => {
    const times = all.slice(warmUp);
    return [percentile(times, 0.5), percentile(times, 0.99)] as const;
  };
  const [[cachedP50, cachedP99], [fetchedP50, fetchedP99]] = [figures(cached), figures(fetched)];
  return [
    {
      name: 'event-details-p99-ms',
      value: cachedP99,
      unit: 'ms',
      baseline: fetchedP99,
      ratio: fetchedP99 / cachedP99,
      how: `eventDetails of a cached event over the local AppSync, Lambda and DynamoDB, one caller, ${calls} calls after ${warmUp}, in turn with events nobody has asked for, which come from Discovery's simulator (baseline); medians ${cachedP50.toFixed(1)} and ${fetchedP50.toFixed(1)} ms; the seed asks for less than 500 ms`,
    },
  ];
};

export const eventDetails = (): Promise<BenchRow[]> => onOwnCloud('none', measure, boundlessProviders);
