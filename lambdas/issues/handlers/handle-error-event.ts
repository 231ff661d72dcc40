// The reactive path (design.md, Reactive): an error event becomes help in one Lambda, in three round trips of the store.
import * as z from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { customerHash, logger } from '../../shared/logger.ts';
import { classify } from '../domain/catalogue.ts';
import { type ErrorEvent, parseErrorEvent } from '../domain/error-event.ts';
import type { EventRejects } from '../ports.ts';
import {
  type EventOutcome,
  type ReactiveMetrics,
  reportEvent,
  type Stages,
  stages,
} from './reactive/reactive-metrics.ts';
import { type FactsDeps, readFacts } from './reactive/read-facts.ts';
import type { ReadyProgram, ReadyPrograms } from './reactive/ready-programs.ts';
import { type SettleDeps, settleEvent } from './reactive/settle-event.ts';

export type HandleErrorEventDeps = Omit<SettleDeps, 'issues'> &
  FactsDeps & {
    issues: SettleDeps['issues'] & FactsDeps['issues'];
    ready: ReadyPrograms;
    rejects: EventRejects;
    metrics: ReactiveMetrics;
    clock: Clock;
    /** Milliseconds of a clock that never goes back. */
    monotonic: () => number;
  };

/** What the rule's target sends: which program asked for the event, and the event as EventBridge has it. */
const inputSchema = z.object({ programId: z.string().min(1), event: z.unknown() });

/**
 * Handles one error event. Safe to repeat at any point: a crash before the one transaction leaves nothing behind, an event
 * that comes again finds the work done or goes on with it.
 * @throws TransientError when a store is away: the event comes again
 */
export const createHandleErrorEvent =
  (deps: HandleErrorEventDeps) =>
  async (input: unknown): Promise<EventOutcome> => {
    const { programId, event: envelope } = inputSchema.parse(input);
    const taken = stages(deps.monotonic);
    const ready = await deps.ready.get(programId);
    const { program } = ready.pinned;
    const parsed = parseErrorEvent(envelope, { program, now: deps.clock.now() });
    if (parsed.kind === 'refused') {
      await refuse(deps, { programId, ...parsed, event: envelope });
      const outcome: EventOutcome = { kind: 'refused', reason: parsed.reason };
      return report(deps, { programId, outcome, unknownType: false }, taken);
    }
    const { listed, outcome } = await handle(deps, ready, { event: parsed.event, taken });
    await deps.ready.settle();
    logger.info(`event ${outcome.kind}`, {
      ...{ programId, customer: customerHash(parsed.event.customerId), eventId: parsed.event.eventId },
      ...(outcome.kind === 'rejected' && { filter: outcome.filter, reason: outcome.reason }),
      ...('caseId' in outcome && { caseId: outcome.caseId }),
      ...('fallback' in outcome && { fallback: true }),
    });
    return report(deps, { programId, outcome, unknownType: !listed }, taken);
  };

const handle = async (
  deps: HandleErrorEventDeps,
  ready: ReadyProgram,
  { event, taken }: { event: ErrorEvent; taken: Stages },
): Promise<{ listed: boolean; outcome: EventOutcome }> => {
  const { program } = ready.pinned;
  const classified = classify(program, event);
  const { errorType, appVersion, deviceType } = event;
  if (!classified.listed)
    logger.warn('error type nobody has listed', { programId: program.programId, errorType, appVersion, deviceType });
  const key = { customerId: event.customerId, issueType: classified.issueType, programId: program.programId };
  const known = await readFacts(deps, key, ready.featureGroups);
  taken.mark('read');
  const outcome = await settleEvent(deps, { ready, event, classified, known, now: deps.clock.now() }, taken);
  return { listed: classified.listed, outcome };
};

type Refused = {
  programId: string;
  reason: Parameters<EventRejects['keep']>[0]['reason'];
  problem: string;
  event: unknown;
};

const refuse = async ({ rejects, clock }: HandleErrorEventDeps, refused: Refused): Promise<void> => {
  const { programId, reason, problem, event } = refused;
  const key = await rejects.keep({ programId, reason, problem, receivedAt: clock.now().toISOString(), event });
  logger.warn('event refused', { programId, reason, key });
};

const report = (
  { metrics }: HandleErrorEventDeps,
  figures: { programId: string; outcome: EventOutcome; unknownType: boolean },
  taken: Stages,
): EventOutcome => {
  reportEvent(metrics, figures, taken.taken());
  return figures.outcome;
};
