import * as z from 'zod';
import type { Clock } from '../../../shared/clock.ts';
import { ConflictError, NotFoundError } from '../../../shared/errors.ts';
import { type FieldHandler, parseArguments } from '../../../shared/graphql/resolver-event.ts';
import { logger } from '../../../shared/logger.ts';
import { workerVariables } from '../../domain/templates/worker-variables.ts';
import type { NotificationLedger, Programs, TemplateStore } from '../../ports.ts';
import { contactPointProblem, isContactPoint } from '../graphql/contact-point.ts';
import { notificationView } from '../graphql/notification-view.ts';
import { sampleVariables } from '../graphql/sample-variables.ts';
import { messageArguments, noSuchProgram } from '../queries/preview.ts';
import type { RequestNotifications } from '../request-notifications.ts';

export type SendTestDeps = {
  programs: Pick<Programs, 'current' | 'pin'>;
  templates: Pick<TemplateStore, 'current' | 'pin'>;
  request: RequestNotifications;
  ledger: Pick<NotificationLedger, 'get'>;
  clock: Clock;
};

const argumentsSchema = z
  .object({ ...messageArguments, to: z.string() })
  .refine(({ channel, to }) => isContactPoint(channel, to), { path: ['to'], message: contactPointProblem });
const worthMs = 3_600_000;

/** Sends a message of sample data to one contact point. @throws NotFoundError @throws ConflictError when it is suppressed */
export const createSendTest =
  ({ programs, templates, request, ledger, clock }: SendTestDeps): FieldHandler =>
  async (call) => {
    const { programId, to, variables, ...asked } = parseArguments(argumentsSchema, call);
    const program = await programs.current(programId);
    if (!program) throw noSuchProgram(programId);
    const set = await templates.current(programId);
    const filled = Object.entries(sampleVariables(set, asked, variables)).filter(
      ([name]) => !(name in workerVariables),
    );
    await Promise.all([programs.pin(program), templates.pin(set)]);
    const now = clock.now();
    const message = {
      ...asked,
      customerId: 'operator-test',
      ...{ subject: asked.templateId, occasion: `${now.toISOString()} ${call.caller}`, step: 'test' },
      ...{ address: to, zone: program.marketplaces[asked.marketplace].zoneFallback },
      variables: Object.fromEntries(filled),
      expiresAt: new Date(now.getTime() + worthMs).toISOString(),
    };
    const [outcome] = await request([message], { program, templateHash: set.hash, now, test: true });
    logger.info('test requested', {
      programId,
      templateId: asked.templateId,
      by: call.caller,
      outcome: outcome?.outcome,
    });
    if (!outcome || outcome.outcome === 'refused') throw refused(outcome?.reason);
    const sent = await ledger.get(outcome.id);
    if (sent) return notificationView(sent);
    throw new NotFoundError('The test message is gone', { whatToDo: 'Send it again.' });
  };

const refused = (reason = 'unknown') =>
  new ConflictError(`The test message was refused: ${reason}`, {
    whatToDo: 'Lift the suppression, or choose another.',
  });
