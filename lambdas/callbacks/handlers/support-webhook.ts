import type { Clock } from '../../shared/clock.ts';
import { TransientError } from '../../shared/errors.ts';
import { logger } from '../../shared/logger.ts';
import { type TicketUpdate, ticketUpdateSchema } from '../domain/ticket-update.ts';
import { isFresh, isSigned } from '../domain/webhook-signature.ts';
import type { WebhookLog } from '../ports.ts';
import { type ApplyUpdateDeps, applyUpdate } from './apply-update.ts';
import { readWebhook, type WebhookRequest } from './webhook-request.ts';

export type SupportWebhookDeps = ApplyUpdateDeps & {
  log: WebhookLog;
  /** The webhook's secret; `fresh` after it did not fit, for it may have been rotated. */
  secret(options?: { fresh?: boolean }): Promise<string>;
  clock: Clock;
};
type Answer = { statusCode: number; headers: Record<string, string>; body: string };

const answer = (statusCode: number, headers: Record<string, string> = {}): Answer => ({
  statusCode,
  headers,
  body: '',
});
const retryAfterSeconds = '10';

/**
 * `POST /webhooks/support`: a ticket as it is now. Not signed or not of these 5 minutes: 403; malformed: 400; seen before: 200
 * without effect (the support system repeats what is refused); our own trouble: 503, which it sends again.
 */
export const createSupportWebhook =
  (deps: SupportWebhookDeps) =>
  async (event: unknown): Promise<Answer> => {
    try {
      return await answerWebhook(deps, readWebhook(event));
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      logger.warn('webhook put off', { reason: error.message });
      deps.metrics.addMetric('WebhooksPutOff', 'Count', 1);
      return answer(503, { 'Retry-After': retryAfterSeconds });
    }
  };

const answerWebhook = async (deps: SupportWebhookDeps, request: WebhookRequest): Promise<Answer> => {
  const refusal = await refusalOf(deps, request);
  if (refusal) return refuse(deps, 403, { metric: refusal });
  const update = parseUpdate(request.body);
  if ('wrong' in update) return refuse(deps, 400, { metric: 'WebhooksMalformed', wrong: update.wrong });
  return takeOnce(deps, request.ids, update.told);
};

const refusalOf = async (
  { secret, clock }: SupportWebhookDeps,
  request: WebhookRequest,
): Promise<string | undefined> => {
  const signed = isSigned(await secret(), request) || isSigned(await secret({ fresh: true }), request);
  if (!signed) return 'WebhooksForged';
  return isFresh(request.timestamp, clock.now()) ? undefined : 'WebhooksStale';
};

type Refused = { metric: string; wrong?: string[] };

const refuse = ({ metrics }: SupportWebhookDeps, status: number, { metric, wrong = [] }: Refused): Answer => {
  metrics.addMetric(metric, 'Count', 1);
  logger.warn('webhook refused', { metric, wrong });
  return answer(status);
};

/** `wrong`: names of what is missing or wrong, never a value. */
const parseUpdate = (body: string): { told: TicketUpdate } | { wrong: string[] } => {
  let told: unknown;
  try {
    told = JSON.parse(body);
  } catch {
    return { wrong: ['body'] };
  }
  const parsed = ticketUpdateSchema.safeParse(told);
  if (parsed.success) return { told: parsed.data };
  return { wrong: parsed.error.issues.map(({ path }) => path.join('.') || 'body') };
};

const takeOnce = async (deps: SupportWebhookDeps, ids: readonly string[], update: TicketUpdate): Promise<Answer> => {
  if ((await deps.log.begin(ids)) === 'done') {
    deps.metrics.addMetric('WebhooksReplayed', 'Count', 1);
    logger.warn('webhook was taken before', { ticketId: update.ticketId });
    return answer(200);
  }
  const outcome = await applyUpdate(deps, update, deps.clock.now());
  await deps.log.finish(ids);
  logger.info('webhook taken', { ticketId: update.ticketId, status: update.status, outcome });
  return answer(200);
};
