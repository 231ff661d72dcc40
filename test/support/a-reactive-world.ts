// The reactive path over fakes, delivery's included: what became of an event can be looked at.
import { memoryFactSource } from '../../lambdas/candidates/adapters/memory-fact-source.ts';
import { memoryFeatureStore } from '../../lambdas/candidates/adapters/memory-feature-store.ts';
import type { ReactiveDecision } from '../../lambdas/candidates/index.ts';
import { addressHasher } from '../../lambdas/delivery/adapters/address-hasher.ts';
import { memoryContactBook } from '../../lambdas/delivery/adapters/memory-contact-book.ts';
import { memoryPolicyStore } from '../../lambdas/delivery/adapters/memory-policy-store.ts';
import { memoryTemplateStore } from '../../lambdas/delivery/adapters/memory-template-store.ts';
import type { Template, TemplateSet } from '../../lambdas/delivery/domain/templates/template-set.ts';
import { type Contact, deliverNow } from '../../lambdas/delivery/index.ts';
import { type MemoryIssueBook, memoryIssueBook } from '../../lambdas/issues/adapters/memory-issue-book.ts';
import { createHandleErrorEvent, type HandleErrorEventDeps } from '../../lambdas/issues/handlers/handle-error-event.ts';
import { readyPrograms } from '../../lambdas/issues/handlers/reactive/ready-programs.ts';
import type { RejectedEvent, RiskScorer } from '../../lambdas/issues/ports.ts';
import type { AnyProgram } from '../../lambdas/shared/programs/any-program.ts';
import { memoryProgramStore } from '../../lambdas/shared/programs/memory-program-store.ts';
import { aPinnedReactiveProgram } from './a-pinned-reactive-program.ts';
import { aSender } from './a-sender.ts';

export const programId = 'predictive-issue-resolution';
const pinned = aPinnedReactiveProgram();
const schema: Template['schema'] = {
  ...{ firstName: 'optional-string', issueType: 'string', fixKnown: 'boolean', appVersion: 'optional-string' },
  ...{ update: 'boolean', toVersion: 'optional-string', storeUrl: 'optional-url', clearCache: 'boolean' },
  reinstall: 'boolean',
};
const help = { templateId: 'help', fallbackLocale: 'en', schema, sample: {} };
const html = '<p>{{ issueType }}</p></body>';
/** As small as the real ones (programs/templates) are rich, with the same variables. */
const templates: TemplateSet = {
  ...{ programId, hash: 't1' },
  templates: [
    {
      ...{ ...help, channel: 'email' },
      locales: { en: { channel: 'email', subject: 'Help', html, text: '{{ issueType }}' } },
    },
    { ...{ ...help, channel: 'sms' }, locales: { en: { channel: 'sms', text: '{{ issueType }}', shorten: [] } } },
  ],
};
/** In the US, active, worth keeping, reachable by both. */
export const aContact = (overrides: Partial<Contact> = {}): Contact => ({
  ...{ customerId: 'C789', email: 'ann@example.com', phone: '+12025550123', firstName: 'Ann', marketplace: 'US' },
  ...overrides,
});
const worth = { lifetime_value: 5_000, engagement_score: 0.85 };

export type WorldOptions = {
  score?: number;
  /** The models are away. */
  fallback?: boolean;
  contacts?: Contact[];
  status?: 'active' | 'suspended';
  features?: Record<string, number>;
  openTickets?: { ticketId: string; openedAt: string }[];
  /** What stands between the path and its fakes. */
  wrap?: (deps: HandleErrorEventDeps) => HandleErrorEventDeps;
  book?: MemoryIssueBook;
};

const scorer = (score: number, fallback: boolean): RiskScorer => ({
  groups: async () => ['engagement'],
  assess: async ({ features }) => ({
    risk: {
      ...{ score, baseline: 0.15, ratio: score / 0.15, confidence: 'high', modelVersion: '3.0.0' },
      ...{ scoredBy: 'model://churn-risk-v3', fallback },
      top: [{ feature: 'error_frequency', value: 3, contribution: 1.2 }],
    },
    ...{ features, defaulted: [], fallback },
  }),
});

export const aReactiveWorld = async (options: WorldOptions = {}) => {
  const { score = 0.85, contacts = [aContact()], status = 'active', features = worth, openTickets = [] } = options;
  const book = options.book ?? memoryIssueBook();
  const rejected: RejectedEvent[] = [];
  const counted: Record<string, number> = {};
  const sender = await aSender([], { program: pinned });
  const { clock, pass } = sender;
  const policies = memoryPolicyStore(sender.tables);
  const programs = memoryProgramStore<AnyProgram>([pinned]);
  const store = memoryTemplateStore([templates]);
  const contactBook = memoryContactBook();
  for (const contact of contacts) await contactBook.put(contact);
  const risk = scorer(score, options.fallback ?? false);
  const customerIds = [...new Set(['C789', ...contacts.map(({ customerId }) => customerId)])];
  const decisions = { record: async (decision: ReactiveDecision) => void book.kept.decisions.push(decision) };
  const count = (name: string, value: number): void => {
    counted[name] = (counted[name] ?? 0) + value;
  };
  const metrics = {
    addDimension: () => undefined,
    addMetric: (name: string, _unit: string, value: number) => count(name, value),
  };
  const delivering = { ...sender.deps, policies, hasher: addressHasher(async () => 'key'), templates: store, programs };
  const deps: HandleErrorEventDeps = {
    ...{ issues: book, decisions, risk, clock, metrics, contacts: contactBook, policies },
    facts: memoryFactSource({
      customers: customerIds.map((customerId) => ({ customerId, status, flagged: false })),
      support: customerIds.map((customerId) => ({ customerId, openTickets, resolved: [] })),
    }),
    features: memoryFeatureStore(
      customerIds.map((id) => ({ entity: `customer#${id}`, featureGroup: 'engagement', values: features })),
    ),
    deliver: deliverNow({ ...delivering, metrics: { singleMetric: () => metrics } }),
    ready: readyPrograms({ programs, templates: store, risk, clock }),
    rejects: {
      keep: async (one) => {
        rejected.push(one);
        return 'kept';
      },
    },
    monotonic: () => clock.now().getTime(),
  };
  const handler = createHandleErrorEvent(options.wrap?.(deps) ?? deps);
  const send = (event: unknown) => handler({ programId, event });
  const cases = () => [...book.kept.cases.values()];
  return { book, deps, send, cases, rejected, counted, clock, pass, received: sender.received, tables: sender.tables };
};
