import type { Receipt } from '../receipts/receipt.ts';
import type { ProviderName, ResponseKind } from './notification.ts';

/** A provider's refusal or silence. `code` is stable; no contact point in `message`. */
type Trouble = { attempt: number; code: string; message: string };

/** What a provider's call came to, as the worker tells it. `attempt`: the number its claim got. Times are ISO 8601. */
export type ProviderAnswer =
  | { kind: 'accepted'; attempt: number; providerMessageId: string }
  /** Tried again at `retryAt` by `provider` (default: the same), if attempts are left. */
  | ({ kind: 'transient'; retryAt: string; provider?: ProviderName } & Trouble)
  | ({ kind: 'permanent' } & Trouble)
  /** The request left and no answer came. */
  | ({ kind: 'no-answer' } & Trouble);

/** Everything that can happen to a notification once it exists. Who says what: docs/architecture.md. */
export type NotificationEvent =
  | ProviderAnswer
  /** The releaser looks: `dueBy` selects what is scheduled. */
  | { kind: 'release'; dueBy: string }
  /** Not now (paused, no slot, providers away): it stays due as it was and is looked at again at `until`. */
  | { kind: 'hold'; until: string; reason: string; provider?: ProviderName }
  /** Its provider is away: it is queued for another one of its channel. */
  | { kind: 'reroute'; provider: ProviderName }
  /** A worker takes it, right before the provider is called. */
  | { kind: 'claim'; provider: ProviderName; leaseUntil: string }
  /** It may not go now: quiet hours, the campaign's hours are over. `until` becomes its due time. */
  | { kind: 'postpone'; until: string; reason: string }
  /** It may not go at all. */
  | { kind: 'refuse'; to: 'suppressed' | 'expired' | 'cancelled'; reason: string }
  | { kind: 'receipt'; receipt: Receipt }
  /** What the customer did; only adds its date. */
  | { kind: 'response'; response: ResponseKind; at: string }
  /** New attempts of what failed, once the gate has let it pass. */
  | { kind: 'replay'; dueAt?: string };
