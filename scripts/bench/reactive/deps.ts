// The reactive path as its entry wires it, with the program, templates and models of this repository, over whatever stores it
// is given.
import { readFileSync } from 'node:fs';
import { memoryModelRegistry } from '../../../lambdas/candidates/adapters/memory-model-registry.ts';
import { scoringProviders } from '../../../lambdas/candidates/index.ts';
import { addressHasher } from '../../../lambdas/delivery/adapters/address-hasher.ts';
import { linkSigner } from '../../../lambdas/delivery/adapters/link-signer.ts';
import { memoryTemplateStore } from '../../../lambdas/delivery/adapters/memory-template-store.ts';
import type { ProviderName } from '../../../lambdas/delivery/domain/notification/notification.ts';
import type { DeliverNowDeps } from '../../../lambdas/delivery/handlers/deliver-now.ts';
import { type Contact, deliverNow } from '../../../lambdas/delivery/index.ts';
import type { MessageProvider } from '../../../lambdas/delivery/ports.ts';
import { modelRiskScorer } from '../../../lambdas/issues/adapters/model-risk-scorer.ts';
import type { HandleErrorEventDeps } from '../../../lambdas/issues/handlers/handle-error-event.ts';
import { readyPrograms } from '../../../lambdas/issues/handlers/reactive/ready-programs.ts';
import type { AnyProgram } from '../../../lambdas/shared/programs/any-program.ts';
import { memoryProgramStore } from '../../../lambdas/shared/programs/memory-program-store.ts';
import { compiledTemplates } from '../../build/templates.ts';
import { loadMarketplacesFile } from '../../programs/load-marketplaces.ts';
import { loadProgramFile } from '../../programs/load-program.ts';

export const programId = 'predictive-issue-resolution';
/** Before noon in New York. */
export const benchNow = new Date('2026-11-20T15:30:01.000Z');
const clock = { now: () => benchNow };

export type Stores = Pick<
  HandleErrorEventDeps,
  'issues' | 'facts' | 'features' | 'policies' | 'contacts' | 'decisions'
> & { sending: Pick<DeliverNowDeps, 'ledger' | 'policies' | 'pauseFlags' | 'limiter' | 'breakers'> };

/** n-th customer: at risk, reachable by both channels. */
export const contactOf = (customerId: string): Contact => ({
  ...{ customerId, email: 'ann@example.com', phone: '+12025550123', firstName: 'Ann', marketplace: 'US' },
});

/** An EventBridge event of the n-th customer's app. */
export const eventOf = (n: number) => ({
  id: `event-${n}`,
  'detail-type': 'ErrorEvent',
  detail: {
    ...{ schemaVersion: '1', customerId: `customer-${n}`, errorType: 'NullPointerException', errorCount: 12 },
    ...{ timeWindow: '24h', appVersion: '2.5.1', deviceType: 'iOS', timestamp: '2026-11-20T15:30:00.000Z' },
  },
});

export const pinnedProgram = () => {
  const loaded = loadProgramFile(`programs/${programId}.yaml`);
  const { marketplaces } = loadMarketplacesFile('programs/marketplaces.yaml');
  if (loaded.problems || !marketplaces) throw new Error('The program or the marketplaces are wrong: see make check');
  return { hash: loaded.hash, program: loaded.program, marketplaces };
};

const noMetrics = { addDimension: () => undefined, addMetric: () => undefined };
const linkKeys = JSON.stringify({ current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } });

/** Models as Terraform puts them. */
const modelObjects = {
  bucket: 'models',
  get: async (key: string) => readFileSync(key),
} as unknown as Parameters<typeof scoringProviders>[0]['objects'];

/** @param sent is told of each message that a provider takes */
export const reactiveDeps = async (stores: Stores, sent: () => void): Promise<HandleErrorEventDeps> => {
  const programs = memoryProgramStore<AnyProgram>([pinnedProgram()]);
  const sets = await compiledTemplates('programs', [programId]);
  const templates = memoryTemplateStore(Object.values(sets));
  const sageMaker = () => Promise.reject(new Error('no endpoint here'));
  const providers = scoringProviders({ objects: modelObjects, registry: memoryModelRegistry(), clock, sageMaker });
  const risk = modelRiskScorer({ providers, clock });
  // Keeps nothing: what a fake remembers is work for the garbage collector that AWS would not leave us.
  const accept = (name: ProviderName): MessageProvider => ({
    name,
    send: async ({ notificationId }) => {
      sent();
      return { kind: 'accepted', providerMessageId: notificationId };
    },
  });
  const { sending, ...rest } = stores;
  return {
    ...{ ...rest, risk, clock, metrics: noMetrics, monotonic: () => performance.now() },
    deliver: deliverNow({
      ...{ ...sending, templates, clock, rates: {}, random: () => 0.5, sleep: async () => undefined },
      hasher: addressHasher(async () => 'a key of the bench'),
      links: linkSigner({
        secret: async () => linkKeys,
        bases: { web: 'https://herald.example', api: 'https://api.herald.example' },
      }),
      providers: {
        ses: accept('ses'),
        'end-user-messaging': accept('end-user-messaging'),
        'sms-service': accept('sms-service'),
      },
      metrics: { singleMetric: () => noMetrics },
    }),
    ready: readyPrograms({ programs, templates, risk, clock }),
    rejects: { keep: async () => 'nowhere' },
  };
};
