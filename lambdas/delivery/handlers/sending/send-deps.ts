import type { Pause } from '../../../shared/aws/dynamodb-batch-get.ts';
import type { Clock } from '../../../shared/clock.ts';
import type { ProviderName } from '../../domain/notification/notification.ts';
import type {
  Breakers,
  LinkSigner,
  MessageProvider,
  NotificationLedger,
  PauseFlags,
  PolicyStore,
  Programs,
  RateLimiter,
  TemplateStore,
} from '../../ports.ts';
import type { SendTally } from './send-tally.ts';

export type SendDeps = {
  ledger: Pick<NotificationLedger, 'get' | 'getMany' | 'save'>;
  policies: Pick<PolicyStore, 'read' | 'suppress'>;
  pauseFlags: Pick<PauseFlags, 'get' | 'set'>;
  programs: Pick<Programs, 'pinned'>;
  templates: Pick<TemplateStore, 'pinned'>;
  links: LinkSigner;
  limiter: RateLimiter;
  /** Messages (SMS: parts) a second; a provider that is not named has no limit. */
  rates: Partial<Record<ProviderName, number | undefined>>;
  breakers: Breakers;
  providers: Record<ProviderName, MessageProvider>;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  /** 0 ≤ jitter < 1 */
  random: () => number;
  /** Local cloud only: messages are judged at the time they are due, so that any day can be run. */
  timeTravel: boolean;
  /** Between conflicting writes; tests pass one that does not wait. */
  pause?: Pause;
};

/** What one invocation works with. */
export type Sending = SendDeps & { tally: SendTally };
/** What calling a provider for a message takes, whoever does it. */
export type AttemptDeps = Omit<SendDeps, 'programs' | 'timeTravel'>;
export type Attempting = AttemptDeps & { tally: SendTally };
