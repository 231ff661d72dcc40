// Fans who asked to be reminded of one event: their wishes, contact points and consent, as `remindMe` would leave them.
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { demandShard } from '../../../lambdas/sales/domain/demand.ts';
import { type Outputs, pick } from '../../local-cloud/outputs.ts';
import { loadItems } from '../../seed/load-items.ts';
import { seedTarget } from '../../seed/seed-target.ts';

/** Fans of one sale. `zone`: where it is the middle of the day now, so that nobody's quiet hours are in the way. */
export type Crowd = { eventId: string; fans: number; shards: number; zone: string };
type Item = Record<string, unknown>;

const itemsFile = '.local/bench/fans.jsonl';

/** Every second fan by SMS; of a hundred one has an invalid number, and four meet a provider that fails once. */
export type Fan = { customerId: string; channel: 'sms' | 'email'; kind: 'usual' | 'invalid' | 'later' };

export const fanOf = (n: number): Fan => ({
  customerId: `bench-fan-${String(n).padStart(6, '0')}`,
  channel: n % 2 === 0 ? 'sms' : 'email',
  kind: n % 100 === 0 ? 'invalid' : n % 50 === 2 || n % 50 === 3 ? 'later' : 'usual',
});

/** Numbers by kind, so that the providers can tell them apart (providers.ts). */
const numberPrefix = { usual: '+12025', invalid: '+12029', later: '+12027' };

const addressOf = (n: number, { channel, kind }: Fan): Item =>
  channel === 'sms'
    ? { phone: `${numberPrefix[kind]}${String(n).padStart(6, '0')}` }
    : { email: `${kind}-${n}@fans.example` };

function* linesOf(crowd: Crowd, itemOf: (n: number, fan: Fan) => Item): Generator<string> {
  for (let n = 0; n < crowd.fans; n += 1) yield `${JSON.stringify(itemOf(n, fanOf(n)))}\n`;
}

const itemsOf = ({ eventId, shards, zone }: Crowd, now: Date): Record<string, (n: number, fan: Fan) => Item> => {
  const at = now.toISOString();
  return {
    demand: (_, { customerId, channel }) => ({
      ...{ eventShard: `${eventId}#${demandShard(customerId, shards)}`, customerId, eventId, marketplace: 'US' },
      ...{ preference: channel, locale: 'en-US', zone, verifiedFanPresales: [], createdAt: at, updatedAt: at },
      ttl: Math.floor(now.getTime() / 1_000) + 30 * 86_400,
    }),
    contacts: (n, fan) => ({
      ...{ pk: `C#${fan.customerId}`, customerId: fan.customerId, firstName: 'Ann', locale: 'en-US', zone },
      ...{ marketplace: 'US', ...addressOf(n, fan) },
    }),
    policy: (_, { customerId, channel }) => ({
      ...{ pk: `C#${customerId}`, version: 1, optOuts: [], grants: {} },
      consent: { service: { [channel]: { granted: true, at, source: 'remind-me' } } },
    }),
  };
};

/** Puts them into `demand`, `contacts` and `policy`. */
export const gatherFans = async (outputs: Outputs, crowd: Crowd): Promise<void> => {
  const { dynamodb } = seedTarget();
  mkdirSync(dirname(itemsFile), { recursive: true });
  for (const [name, itemOf] of Object.entries(itemsOf(crowd, new Date()))) {
    await pipeline(Readable.from(linesOf(crowd, itemOf)), createWriteStream(itemsFile));
    const onProgress = (items: number) => console.log(`  ${name}: ${items} items`);
    await loadItems({ dynamodb, table: pick(outputs.tables, name), path: itemsFile, onProgress });
  }
  rmSync(itemsFile);
};
