// SES v2: sending, and the control plane Terraform calls.
import { randomUUID } from 'node:crypto';
import type { RunningService } from '../kit/http-service.ts';
import { type SenderThen, senderThen } from '../kit/rule-schema.ts';
import { type SimulatedAnswer, type SimulatedRequest, startSimulator } from '../kit/simulator.ts';
import { openState } from '../kit/state-file.ts';
import type { Body } from './call.ts';
import { createControlPlane } from './control-plane.ts';
import { messageOf } from './message.ts';
import { createEventPublisher, type PutEvents } from './publish-events.ts';
import { answerError, badRequest, failureFor, SesError } from './ses-error.ts';
import { emptyState } from './state.ts';

export type SesOptions = {
  port: number;
  host?: string;
  stateFile?: string | undefined;
  putEvents: PutEvents;
  /** False: no event is ever published (benchmarks). */
  receipts?: boolean;
};

const bodyOf = ({ body }: SimulatedRequest): Body => {
  try {
    return body.length > 0 ? JSON.parse(body.toString()) : {};
  } catch {
    throw badRequest('Could not parse the request as JSON.');
  }
};

/** Message ids look as SES's do: a time in hex, then a UUID. */
const newMessageId = (at: number) => `0100${at.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;

/** Starts SES v2. A rule's `error` is the name of one of its errors; `receipts` are event types (mailbox.ts). */
export const startSes = async (options: SesOptions): Promise<RunningService> => {
  const kept = openState(emptyState(), options.stateFile);
  const control = createControlPlane(kept);
  const events = createEventPublisher(kept, options.putEvents);
  const sendEmail = (body: Body, rule: SenderThen | undefined) => {
    if (rule?.error) throw new SesError(rule.error);
    const at = Date.now();
    const message = { ...messageOf(kept.state, body), id: newMessageId(at), at, receipts: rule?.receipts };
    if (options.receipts !== false) events.follow(message);
    return { MessageId: message.id };
  };
  const answer = (request: SimulatedRequest, rule: SenderThen | undefined): SimulatedAnswer => {
    try {
      const url = new URL(request.path, 'http://ses');
      const [, , , collection = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
      const body = bodyOf(request);
      if (collection === 'outbound-emails' && request.method === 'POST')
        return { status: 200, body: sendEmail(body, rule) };
      if (rule?.error) throw new SesError(rule.error);
      const call = { method: request.method, rest, query: url.searchParams, body };
      return { status: 200, body: control(collection, call) };
    } catch (error) {
      if (error instanceof SesError) return answerError(error);
      throw error;
    }
  };
  const { port, host } = options;
  const then = senderThen;
  const running = await startSimulator({
    name: 'ses',
    port,
    ...(host ? { host } : {}),
    answer,
    failure: failureFor,
    then,
  });
  return {
    url: running.url,
    close: () => {
      events.close();
      return running.close();
    },
  };
};
