import type { Pause } from '../../shared/aws/dynamodb-batch-get.ts';
import { isTransient } from '../../shared/aws/transient.ts';
import { logger } from '../../shared/logger.ts';
import type { AnyProgram } from '../../shared/programs/any-program.ts';
import type { Notification } from '../domain/notification/notification.ts';
import { mayBeLate, type ReleaseTimes, releaseDecision } from '../domain/notification/release-decision.ts';
import type { NotificationLedger, PauseFlags, Programs } from '../ports.ts';
import { updateNotification } from './update-notification.ts';

export type ReleaseOneDeps = {
  ledger: Pick<NotificationLedger, 'get' | 'save'>;
  pauseFlags: Pick<PauseFlags, 'get'>;
  programs: Pick<Programs, 'current'>;
  pause?: Pause;
};

/**
 * Releases one message: answers with the state it entered, `held`, `failed` when it could not be written (it stays where
 * it is, for the next run), `broken` when that will not help (it must not keep the others waiting), or nothing when there
 * was nothing to do.
 */
export const createReleaseOne = (deps: ReleaseOneDeps, times: ReleaseTimes) => {
  const current = currentPrograms(deps.programs);
  return async (found: Notification): Promise<string | undefined> => {
    try {
      const facts = { ...times, ...(await factsOf({ ...deps, current }, found, times)) };
      const options = { seen: found, ...(deps.pause && { pause: deps.pause }) };
      const updated = await updateNotification(deps.ledger, found.id, (seen) => releaseDecision(seen, facts), options);
      if (updated.kind !== 'saved') return undefined;
      return updated.next.heldUntil === undefined ? updated.next.state : 'held';
    } catch (error) {
      const outcome = isTransient(error) ? 'failed' : 'broken';
      logger.error('not released', { notificationId: found.id, outcome, error: error as Error });
      return outcome;
    }
  };
};

/** Each program is read once a run. */
const currentPrograms = (programs: Pick<Programs, 'current'>): Programs['current'] => {
  const read = new Map<string, ReturnType<Programs['current']>>();
  return (programId) => {
    const program = read.get(programId) ?? programs.current(programId);
    read.set(programId, program);
    return program;
  };
};

type Facts = { pause?: 'paused' | 'stopped'; program?: AnyProgram };

const factsOf = async (
  { pauseFlags, current }: Pick<ReleaseOneDeps, 'pauseFlags'> & Pick<Programs, 'current'>,
  found: Notification,
  times: ReleaseTimes,
): Promise<Facts> => {
  if (found.state !== 'scheduled' && found.state !== 'queued') return {};
  const scopes = [`program#${found.programId}`, ...(found.campaignId ? [`campaign#${found.campaignId}`] : [])];
  const flags = await Promise.all(scopes.map((scope) => pauseFlags.get(scope)));
  const states = flags.flatMap((flag) => flag?.state ?? []);
  const pause = states.includes('stopped') ? 'stopped' : states[0];
  if (pause) return { pause };
  const program = mayBeLate(found, times) ? await current(found.programId) : undefined;
  return program ? { program: program.program } : {};
};
