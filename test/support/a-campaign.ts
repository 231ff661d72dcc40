// A program of a test's own with a campaign: its customers, what they allow, and the committed run that offers them.
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { inHoldout } from '../../lambdas/delivery/domain/policy/holdout.ts';
import { pick } from '../../scripts/local-cloud/outputs.ts';
import { putContactPoints } from './customers.ts';
import { dynamodb, outputs, s3 } from './local-cloud.ts';
import { night } from './night.ts';
import { type Ended, run } from './runs.ts';
import { putCustomer, putProduct } from './seed-facts.ts';
import { aProgram, type Delivery, deliveriesQuery, deployProgram, uniqueId } from './test-programs.ts';

/** `consent`: absent means yes. `history`: messages of the program in the last days. `held`: belongs to the holdout. */
export type Recipient = {
  zone?: string;
  marketplace?: string;
  locale?: string;
  email?: string | null;
  consent?: 'yes' | 'no' | 'never said';
  history?: number;
  held?: boolean;
};
export type CampaignWorld<Name extends string> = {
  programId: string;
  runId: string;
  productName: string;
  id: Record<Name, string>;
  email: Record<Name, string>;
  /** The campaign's id in a marketplace. */
  campaign: (marketplace: string) => string;
  /** Plans the campaign as of a time. */
  plan: (input: { at?: string; dryRun?: boolean }) => Promise<Ended>;
};
type Options = { at: string; holdout?: number; sendTime?: string | null; campaign?: Record<string, unknown> };

const delivery = {
  ...{ purpose: 'marketing', priority: 'bulk', quietHours: 'wait', expiresAfterHours: 48 },
  caps: [{ scope: 'program', days: 30, most: 3 }],
};

/** Templates of the product reviews, under the program's own name. */
const putTemplates = async (programId: string): Promise<void> => {
  const Bucket = pick(outputs.buckets, 'data');
  const found = await s3.send(new GetObjectCommand({ Bucket, Key: 'templates/current/product-reviews.json' }));
  const set = JSON.parse((await found.Body?.transformToString()) ?? '{}');
  const Body = JSON.stringify({ ...set, programId });
  await s3.send(new PutObjectCommand({ Bucket, Key: `templates/current/${programId}.json`, Body }));
};

/** An id that the program's holdout takes, or passes over. */
const idFor = (programId: string, name: string, rules: { share: number; held: boolean }): string => {
  const holdout = { share: rules.share, salt: 'test' };
  for (let n = 0; ; n += 1) {
    const id = `${programId}-${name}-${n}`;
    if (inHoldout({ ...delivery, holdout } as never, programId, { customerId: id }) === rules.held) return id;
  }
};

/** `at`: when earlier messages were, a day before. */
const putRecipient = async (programId: string, customerId: string, about: Recipient & { at: string }) => {
  const { email, zone = 'America/New_York', consent = 'yes', history = 0, locale, at } = about;
  const dayBefore = new Date(Date.parse(at) - 86_400_000).toISOString();
  const grants = Array.from({ length: history }, (_, n) => [`n-${n}`, { at: dayBefore, programId, channel: 'email' }]);
  const said = { granted: consent === 'yes', at: dayBefore, source: 'import' };
  const policy = {
    ...{ pk: `C#${customerId}`, version: 1, optOuts: [], grants: Object.fromEntries(grants) },
    consent: consent === 'never said' ? {} : { marketing: { email: said } },
  };
  await Promise.all([
    putCustomer({ customerId }),
    putContactPoints({ customerId, zone, ...(email && { email }), ...(locale && { locale }) }),
    dynamodb.send(new PutCommand({ TableName: pick(outputs.tables, 'policy'), Item: policy })),
  ]);
};

/**
 * Customers whom a committed run offers to a campaign; candidates rank by name, the last of the alphabet first. The
 * campaign itself comes into the program after the run, so that tests choose the time at which it is planned.
 * @param options `sendTime: null`: messages go at once, and the run itself starts the campaign
 */
export const aCampaign = async <Name extends string>(
  name: string,
  recipients: Record<Name, Recipient>,
  options: Options,
): Promise<CampaignWorld<Name>> => {
  const programId = uniqueId(`it-${name}`);
  const { holdout: share = 0, sendTime = '10:00' } = options;
  const entries = Object.entries(recipients) as [Name, Recipient][];
  const each = <T>(of: (name: Name, recipient: Recipient) => T) =>
    Object.fromEntries(entries.map(([one, recipient]) => [one, of(one, recipient)])) as Record<Name, T>;
  const id = each((one, { held = false }) => idFor(programId, one, { share, held }));
  const email = each((one, recipient) => recipient.email ?? `${id[one]}@campaign.example`);
  const productName = 'Teapot & Cup';
  const productId = `${programId}-p`;
  const addressOf = (one: Name, recipient: Recipient) => (recipient.email === null ? null : email[one]);
  await Promise.all([
    ...entries.map(([one, about]) =>
      putRecipient(programId, id[one], { ...about, email: addressOf(one, about), at: options.at }),
    ),
    putProduct({ productId, title: productName } as never),
    putTemplates(programId),
  ]);
  const rows: Delivery[] = entries.map(([one, { marketplace = 'US' }]) => ({
    ...{ customerId: id[one], productId, marketplace },
  }));
  const config = { templateId: 'review-request-v3', timezone: 'local', ...(sendTime && { sendTime }) };
  const program = aProgram(programId, {
    query: deliveriesQuery({ [night]: rows }),
    filterChain: [{ filterId: 'trust', type: 'trust', order: 1 }],
    scoringModel: { modelId: 'always', endpoint: 'constant://0.9', features: [], fallback: 'constant://0.5' },
    channels: [{ channelId: 'email', type: 'email', enabled: true, config }],
    delivery: { ...delivery, ...(share > 0 && { holdout: { share, salt: 'test' } }) },
  });
  const withCampaign = { ...program, campaign: { channel: 'email', ...options.campaign } };
  await deployProgram(sendTime === null ? withCampaign : program);
  const night1 = await run('batch-ingestion', { programId, day: night });
  if (night1.status !== 'SUCCEEDED') throw new Error(`The run of ${programId} failed: ${night1.cause}`);
  await deployProgram(withCampaign);
  const runId = `${programId}:${night}:001`;
  return {
    ...{ programId, runId, productName, id, email },
    campaign: (marketplace) => `${runId}:${marketplace}`,
    plan: (input) => run('campaign-delivery', { programId, runId, ...input }),
  };
};
