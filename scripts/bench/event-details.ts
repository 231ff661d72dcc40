// event-details-p99-ms: an event over GraphQL on the local cloud, from the cache and, in turn, from Discovery (Scenario 6 of the reminders).
import { graphqlData } from '../local-cloud/graphql-client.ts';
import type { Outputs } from '../local-cloud/outputs.ts';
import { type BenchRow, percentile, secondsOf } from './bench-row.ts';
import { boundlessProviders, onOwnCloud } from './own-cloud.ts';
import { cacheEvent, tellDiscovery } from './reminders/popular-event.ts';

// Callers may ask for 200 events at once that are in no cache (adapters/public-allowance.ts).
const warmUp = 20;
const rounds = 150;
const cachedARound = 3;
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
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const fresh = `${known}n${round}`;
    await tellDiscovery(outputs, fresh, saleStartsAt);
    for (let n = 0; n < cachedARound; n += 1) cached.push(await ask(outputs, known));
    fetched.push(await ask(outputs, fresh));
  }
  const figures = (all: number[], aRound = 1) => {
    const times = all.slice(warmUp * aRound);
    return [percentile(times, 0.5), percentile(times, 0.99)] as const;
  };
  const [[cachedP50, cachedP99], [fetchedP50, fetchedP99]] = [figures(cached, cachedARound), figures(fetched)];
  return [
    {
      name: 'event-details-p99-ms',
      value: cachedP99,
      unit: 'ms',
      baseline: fetchedP99,
      ratio: fetchedP99 / cachedP99,
      how: `eventDetails of a cached event over the local AppSync, Lambda and DynamoDB, one caller, ${cachedARound * rounds} calls, in turn with ${rounds} for events nobody has asked for, which come from Discovery's simulator (baseline); medians ${cachedP50.toFixed(1)} and ${fetchedP50.toFixed(1)} ms; the seed asks for less than 500 ms`,
    },
  ];
};

export const eventDetails = (): Promise<BenchRow[]> => onOwnCloud('none', measure, boundlessProviders);
