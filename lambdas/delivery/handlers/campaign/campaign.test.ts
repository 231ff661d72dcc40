// A campaign from plan to ledger over the fakes: the rounds as the state machine runs them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPinnedProgram } from '../../../../test/support/a-pinned-program.ts';
import { aStoredCandidate } from '../../../../test/support/a-stored-candidate.ts';

import { memoryCandidateStore, type StoredCandidate } from '../../../candidates/index.ts';
import { fixedClock } from '../../../shared/clock.ts';
import { memoryProgramStore } from '../../../shared/programs/memory-program-store.ts';
import { memoryCampaignFiles } from '../../adapters/memory-campaign-files.ts';
import { memoryContactBook } from '../../adapters/memory-contact-book.ts';
import { memoryDeliveryTables } from '../../adapters/memory-delivery-tables.ts';
import { memoryNotificationLedger } from '../../adapters/memory-notification-ledger.ts';
import { memoryPauseFlags } from '../../adapters/memory-pause-flags.ts';
import { memoryPolicyStore } from '../../adapters/memory-policy-store.ts';
import type { Campaign } from '../../domain/campaign/campaign.ts';
import { requestNotifications } from '../request-notifications.ts';
import { createCloseRound } from './close-round.ts';
import { createFinishCampaign } from './finish-campaign.ts';
import { createPlanCampaign } from './plan-campaign.ts';
import { createScheduleRecipients } from './schedule-recipients.ts';

const plannedAt = '2026-11-20T02:30:00.000Z';
const runId = 'product-reviews:2026-11-19:001';
const execution = { arn: 'arn:execution', startedAt: plannedAt };
const noMetrics = { singleMetric: () => ({ addDimension: () => undefined, addMetric: () => undefined }) };

type World = { candidates: StoredCandidate[]; refuse?: string[]; limit?: number; silent?: string[] };

/** `refuse`: customers who opted out; `silent`: customers without an e-mail address. */
const campaignOf = async ({ candidates, refuse = [], limit = 50_000, silent = [] }: World) => {
  const base = aPinnedProgram();
  const delivery = base.program.delivery as NonNullable<typeof base.program.delivery>;
  const { holdout: _holdout, ...rules } = { ...delivery, purpose: 'service' as const };
  const campaign = { ...(base.program.campaign as NonNullable<typeof base.program.campaign>), limit };
  const pinned = { ...base, program: { ...base.program, delivery: rules, campaign } };
  const programs = memoryProgramStore([pinned]);
  const tables = memoryDeliveryTables();
  const policies = memoryPolicyStore(tables);
  for (const customerId of refuse) await policies.setOptOut(customerId, { programId: 'all', out: true });
  const store = memoryCandidateStore({ clock: fixedClock(plannedAt) });
  await store.putAll(candidates);
  const files = memoryCampaignFiles();
  const records = new Map<string, Campaign>();
  const campaigns = {
    put: async (record: Campaign) => void records.set(record.campaignId, record),
    list: async () => ({ items: [...records.values()] }),
  };
  const templates = {
    current: async () => ({ programId: 'product-reviews', hash: 't1', templates: [] }),
    pin: async () => {},
  };
  const run = { runId, programId: 'product-reviews', status: 'committed' as const };
  const runs = { get: async () => run as never, list: async () => ({ items: [run as never] }) };
  const contacts = memoryContactBook(
    candidates
      .filter(({ customerId }) => !silent.includes(customerId))
      .map(({ customerId }) => ({ customerId, email: `${customerId}@example.com`, zone: 'America/New_York' })),
  );
  const request = requestNotifications({
    policies,
    pauseFlags: memoryPauseFlags(),
    hasher: { hash: async (_channel, address) => `hash of ${address}` },
    metrics: noMetrics,
    pause: async () => {},
  });
  const ledger = memoryNotificationLedger(tables);
  const plan = createPlanCampaign({ programs, templates, runs, candidates: store, files, campaigns });
  const schedule = createScheduleRecipients({
    programs,
    files,
    contacts,
    productTitles: async () => new Map([['p-1', 'Teapot']]),
    ledger,
    request,
  });
  const close = createCloseRound({ campaigns });
  const finish = createFinishCampaign({ campaigns });
  return {
    tables,
    /** Their messages went out. */
    contact: (of: StoredCandidate) =>
      store.transition(of, { from: 'active', to: 'contacted', at: '2026-11-20T15:00:00.000Z' }),
    /** As statemachines/campaign-delivery does it. */
    start: async (input: object = {}) => {
      const started = { input: { programId: 'product-reviews', ...input }, execution };
      let round = await plan(started);
      for (;;) {
        const counts = [];
        for (const manifest of round.manifests) counts.push(await schedule({ plan: round.plan, manifest }));
        const closed = await close({ plan: round.plan, counts });
        if (!closed.more) return finish({ plan: closed.plan });
        round = await plan({ ...started, plan: closed.plan });
      }
    },
  };
};

const many = (count: number, change: (index: number) => Partial<StoredCandidate> = () => ({})): StoredCandidate[] =>
  Array.from({ length: count }, (_, index) =>
    aStoredCandidate({ customerId: `c-${index}`, score: 0.9, ...change(index) }),
  );

describe('what is planned', () => {
  it('is due at the next 10:00 of the customer’s zone, with what the template needs', async () => {
    const { start, tables } = await campaignOf({ candidates: many(1) });
    await start();
    const [message] = tables.notifications.values();
    expect(message).toMatchObject({
      state: 'scheduled',
      dueAt: '2026-11-20T15:00:00.000Z', // 10:00 in New York
      expiresAt: '2026-11-22T15:00:00.000Z',
      campaignId: `${runId}:US`,
      templateId: 'review-request-v3',
      variables: { productName: 'Teapot' },
    });
  });

  it('leaves out scores below the least, and takes the best first when places are few', async () => {
    const candidates = many(30, (index) => ({ score: 0.5 + index / 60 }));
    const { start, tables } = await campaignOf({ candidates, limit: 5 });
    await start();
    expect([...tables.notifications.values()].map(({ customerId }) => customerId).sort()).toEqual([
      'c-25',
      'c-26',
      'c-27',
      'c-28',
      'c-29',
    ]);
  });

  it('makes a campaign per marketplace, with its totals', async () => {
    const candidates = many(6, (index) => ({ marketplace: index < 4 ? 'US' : 'UK' }));
    const { start } = await campaignOf({ candidates, refuse: ['c-5'] });
    const { campaigns } = await start();
    expect(campaigns.map(({ campaignId, planned, refused }) => [campaignId, planned, refused]).sort()).toEqual([
      [`${runId}:UK`, 1, 1],
      [`${runId}:US`, 4, 0],
    ]);
  });

  it('says of a customer without an address that there is none', async () => {
    const { start, tables } = await campaignOf({ candidates: many(1), silent: ['c-0'] });
    await start();
    expect([...tables.notifications.values()]).toMatchObject([{ state: 'suppressed', reason: 'no-contact-point' }]);
  });
});

describe('places', () => {
  it('that the gate refuses are filled again, until there are no places or no people', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 59 })),
        async (people, limit, refusing) => {
          const refuse = refusing.map((index) => `c-${index}`);
          const { start, tables } = await campaignOf({ candidates: many(people), limit, refuse });
          const { campaigns } = await start();
          const willing = people - refusing.filter((index) => index < people).length;
          const planned = campaigns.reduce((sum, campaign) => sum + campaign.planned, 0);
          expect(planned).toBe(Math.min(limit, willing));
          const going = [...tables.notifications.values()].filter(({ state }) => state === 'scheduled');
          expect(going).toHaveLength(planned);
          expect(new Set(going.map(({ customerId }) => customerId)).size).toBe(planned);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are given up after so many rounds that the execution’s history would not hold more', async () => {
    const candidates = many(230);
    const refuse = candidates.map(({ customerId }) => customerId);
    const { start } = await campaignOf({ candidates, limit: 1, refuse });
    const { campaigns } = await start();
    expect(campaigns).toMatchObject([{ planned: 0, refused: 200, status: 'planned' }]);
  });

  it('are not taken twice by a campaign that is started again', async () => {
    const { start, tables } = await campaignOf({ candidates: many(20), limit: 10 });
    const first = await start();
    const again = await start();
    expect(again).toEqual(first);
    expect([...tables.notifications.values()].filter(({ state }) => state === 'scheduled')).toHaveLength(10);
  });
});

it('a campaign that is started again after its messages went writes to nobody else', async () => {
  const candidates = many(20);
  const { start, tables, contact } = await campaignOf({ candidates, limit: 10 });
  const first = await start();
  const written = new Set([...tables.notifications.values()].map(({ customerId }) => customerId));
  await Promise.all(candidates.filter(({ customerId }) => written.has(customerId)).map(contact));
  expect(await start({ at: '2026-11-21T02:30:00.000Z' })).toEqual(first);
  expect(tables.notifications.size).toBe(10);
});

it('a dry run asks the gate and writes to nobody', async () => {
  const { start, tables } = await campaignOf({ candidates: many(8), refuse: ['c-1'] });
  const { campaigns } = await start({ dryRun: true });
  expect(campaigns).toMatchObject([{ planned: 7, refused: 1, dryRun: true }]);
  expect(tables.notifications.size).toBe(0);
});
