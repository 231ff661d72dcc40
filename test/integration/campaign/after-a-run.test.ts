// The campaign that a committed run starts by itself, and what operators do with messages: look, try, replay.
import { beforeAll, describe, expect, it } from 'vitest';
import { noonZone } from '../../../scripts/seed/zones.ts';
import { aCampaign, type CampaignWorld } from '../../support/a-campaign.ts';
import { whileBehaving } from '../../support/behaviour.ts';
import { eventually } from '../../support/eventually.ts';
import { contactHistory, type LedgerEntry, reached } from '../../support/ledger.ts';
import { dataOf } from '../../support/operations.ts';
import { patience } from '../../support/patience.ts';
import { ended } from '../../support/runs.ts';
import { emailsTo, firstEmail } from '../../support/simulators.ts';
import { uniqueId } from '../../support/test-programs.ts';

const began = new Date();
const refusedAddress = `${uniqueId('refused')}@campaign.example`;
const recipients = { rose: { zone: noonZone() }, saul: { zone: noonZone(), email: refusedAddress } };
const step = 'campaign';

let world: CampaignWorld<keyof typeof recipients>;
let failed: LedgerEntry;

beforeAll(async () => {
  const refusal = { match: { body: refusedAddress }, then: { error: 'MessageRejected' } };
  failed = await whileBehaving('ses', [refusal], async () => {
    world = await aCampaign('after-run', recipients, { at: began.toISOString(), sendTime: null });
    return reached(world.id.saul, { state: 'failed', step });
  });
});

it('a committed run starts its campaign; without a send time messages go at once', async () => {
  const sent = await reached(world.id.rose, { state: 'delivered', step });
  expect(sent).toMatchObject({ channel: 'email', provider: 'ses', attempts: [{ number: 1, outcome: 'accepted' }] });
  type Campaigns = { campaigns: { items: { campaignId: string; runId: string; planned: number; status: string }[] } };
  // Messages that go at once may be there before the execution that asked for them has written down its end.
  const items = await eventually(
    'the campaign to be planned',
    async () => {
      const { campaigns } = await dataOf<Campaigns>('operator', 'Campaigns', { programId: world.programId });
      return campaigns.items.some(({ status }) => status === 'running') ? campaigns.items : undefined;
    },
    patience,
  );
  expect(items).toMatchObject([
    { campaignId: world.campaign('US'), runId: world.runId, planned: 2, status: 'running' },
  ]);
});

it('startCampaign plans a dry run by hand, and writes to nobody', async () => {
  const asked = { programId: world.programId, runId: world.runId, dryRun: true };
  const { startCampaign } = await dataOf<{ startCampaign: { executionArn: string } }>(
    'operator',
    'StartCampaign',
    asked,
  );
  expect((await ended(startCampaign.executionArn)).status).toBe('SUCCEEDED');
  expect(await contactHistory(world.id.rose)).toHaveLength(1);
});

describe('replayFailed', () => {
  it('makes a new attempt of what failed, under the same id, and of nothing else', async () => {
    expect(failed.attempts).toMatchObject([{ number: 1, outcome: 'permanent', code: 'MessageRejected' }]);
    const period = { from: began.toISOString(), to: new Date(Date.now() + 60_000).toISOString() };
    const { replayFailed } = await dataOf<{ replayFailed: object }>('operator', 'ReplayFailed', {
      ...{ programId: world.programId, reason: 'the provider has let us in again', ...period },
    });
    expect(replayFailed).toEqual({ replayed: 1, refused: [] });
    const replayed = await reached(world.id.saul, { state: 'delivered', step });
    expect(replayed.id).toBe(failed.id);
    expect(replayed.attempts).toMatchObject([
      { number: 1, outcome: 'permanent' },
      { number: 2, outcome: 'accepted' },
    ]);
    expect(await contactHistory(world.id.saul)).toHaveLength(1);
    expect(await emailsTo(world.email.rose)).toHaveLength(1);
  });
});

describe('before anything is sent', () => {
  const template = { templateId: 'review-request-v3', channel: 'email', marketplace: 'FR' };
  const variables = JSON.stringify({ productName: 'Théière <b>', firstName: 'Léa' });

  it('preview shows a message as it would be, and sends nothing', async () => {
    const asked = { ...template, programId: world.programId, locale: 'fr-FR', variables };
    type Preview = { preview: { subject: string; html: string; text: string; locale: string } };
    const { preview } = await dataOf<Preview>('operator', 'Preview', asked);
    expect(preview.locale).toBe('fr');
    expect(preview.subject).toContain('Théière <b>');
    expect(preview.html).toContain('Théière &lt;b&gt;');
    expect(preview.text).toContain('Herald SAS');
  });

  it('sendTest sends it to one address, and it is in no report', async () => {
    const to = `${uniqueId('operator')}@campaign.example`;
    await dataOf('operator', 'SendTest', { ...template, programId: world.programId, locale: 'fr-FR', to, variables });
    const { subject, html } = await firstEmail(to);
    expect(subject).toContain('Théière <b>');
    expect(html).not.toMatch(/\/[oc]\/[\w-]{10,}/);
    const asked = {
      programId: world.programId,
      from: began.toISOString(),
      to: new Date(Date.now() + 60_000).toISOString(),
    };
    const { uplift } = await dataOf<{ uplift: { contacted: { customers: number } } }>('operator', 'Uplift', asked);
    expect(uplift.contacted.customers).toBe(2);
  });
});
