// What every CampaignBook must do: keep what was put last, find by id, list a program's campaigns newest first.
import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { Campaign } from '../../lambdas/delivery/domain/campaign/campaign.ts';
import type { CampaignBook } from '../../lambdas/delivery/ports.ts';
import { aCampaignRecord } from '../support/a-campaign-record.ts';

export const campaignBookContract = (open: () => CampaignBook): void => {
  const book = open();
  let programId: string;
  beforeEach(() => {
    programId = `p-${randomUUID()}`;
  });
  const put = async (overrides: Partial<Campaign> = {}): Promise<Campaign> => {
    const campaign = aCampaignRecord({ programId, campaignId: `${programId}:2026-11-19:001:US`, ...overrides });
    await book.put(campaign);
    return campaign;
  };

  it('finds a campaign by its id, and nothing that was never put', async () => {
    const campaign = await put();
    expect(await book.get(campaign.campaignId)).toEqual(campaign);
    expect(await book.get(`${programId}:2026-11-19:001:DE`)).toBeUndefined();
    expect(await book.get(randomUUID())).toBeUndefined();
  });

  it('replaces what is there: its numbers are totals', async () => {
    await put({ planned: 10, status: 'planning' });
    const whole = await put({ planned: 25, refused: 3, status: 'planned' });
    expect(await book.get(whole.campaignId)).toEqual(whole);
    expect(await book.list(programId, { limit: 100 })).toEqual({ items: [whole] });
  });

  it('gives the latest of a sale that moved, and lists both', async () => {
    const campaignId = `${programId}:Z7r9jZ1A7abc:public`;
    const sale: Campaign = {
      ...{ campaignId, programId, dryRun: false, plannedAt: '2026-11-20T17:30:00.000Z' },
      ...{ planned: 3, refused: 0, status: 'planned' },
    };
    const moved = { ...sale, plannedAt: '2026-11-21T17:30:00.000Z', planned: 4 };
    await book.put(moved);
    await book.put(sale);
    expect(await book.get(campaignId)).toEqual(moved);
    expect((await book.list(programId, { limit: 100 })).items).toEqual([moved, sale]);
  });

  it('lists newest first, a page at a time, and nobody else’s', async () => {
    const days = ['2026-11-18', '2026-11-20', '2026-11-19'];
    for (const day of days) await put({ campaignId: `${programId}:${day}:001:US`, plannedAt: `${day}T02:30:00.000Z` });
    await book.put(aCampaignRecord({ programId: `${programId}-other`, campaignId: `${programId}-other:1:1:US` }));
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await book.list(programId, { limit: 2, ...(nextToken !== undefined && { nextToken }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ plannedAt }) => plannedAt.slice(0, 10)));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(seen).toEqual(['2026-11-20', '2026-11-19', '2026-11-18']);
  });

  it('refuses a token that it never gave out', async () => {
    const page = book.list(programId, { limit: 2, nextToken: 'nonsense' });
    await expect(page).rejects.toMatchObject({ name: 'InvalidInputError' });
  });
};
