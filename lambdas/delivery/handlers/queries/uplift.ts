import * as z from 'zod';
import { type FieldHandler, idArgument, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { wasGranted } from '../../domain/campaign/report.ts';
import type { Notification } from '../../domain/notification/notification.ts';
import { type NotificationState, notificationStates } from '../../domain/notification/notification-states.ts';
import { isSpared } from '../../domain/policy/holdout.ts';
import { uplift } from '../../domain/policy/uplift.ts';
import type { NotificationLedger } from '../../ports.ts';
import { isPeriod, periodArguments, periodProblem } from '../graphql/period-arguments.ts';

const argumentsSchema = z.object({ programId: idArgument, ...periodArguments }).refine(isPeriod, periodProblem);
const states: readonly NotificationState[] = notificationStates;

/**
 * Outcome rates of a program's customers: those the gate granted a message (whether it arrived or not, so that both groups
 * are drawn alike) against the holdout. Each customer counts once; critical messages, which the holdout spares, not at all.
 */
export const createUplift =
  ({ ledger }: { ledger: Pick<NotificationLedger, 'ofProgram'> }): FieldHandler =>
  async (call) => {
    const query = parseArguments(argumentsSchema, call);
    const groups = { contacted: new Map<string, boolean>(), holdout: new Map<string, boolean>() };
    for await (const page of ledger.ofProgram({ ...query, states })) for (const one of page) count(groups, one);
    const contacted = countsOf(groups.contacted);
    const holdout = countsOf(groups.holdout);
    const { contactedRate, holdoutRate, ...interval } = uplift(contacted, holdout);
    return {
      programId: query.programId,
      contacted: { ...contacted, ...(contactedRate !== undefined && { rate: contactedRate }) },
      holdout: { ...holdout, ...(holdoutRate !== undefined && { rate: holdoutRate }) },
      ...interval,
    };
  };

type Groups = { contacted: Map<string, boolean>; holdout: Map<string, boolean> };

const count = (groups: Groups, notification: Notification): void => {
  const { customerId, reason, state, date } = notification;
  const held = state === 'suppressed' && reason === 'holdout';
  if (isSpared(notification) || (!held && !wasGranted(notification))) return;
  const group = held ? groups.holdout : groups.contacted;
  group.set(customerId, group.get(customerId) === true || date.converted !== undefined);
};

const countsOf = (group: Map<string, boolean>) => ({
  customers: group.size,
  converted: [...group.values()].filter(Boolean).length,
});
