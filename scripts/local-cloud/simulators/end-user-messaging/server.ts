// End User Messaging SMS: sending, its receipts over SNS, and what Terraform and the deploy step call.
import { randomUUID } from 'node:crypto';
import type { RunningService } from '../kit/http-service.ts';
import { type SenderThen, senderThen } from '../kit/rule-schema.ts';
import { type SimulatedAnswer, type SimulatedRequest, startSimulator } from '../kit/simulator.ts';
import { openState } from '../kit/state-file.ts';
import { configurationSetOperations } from './configuration-sets.ts';
import { eventDestinationOperations } from './event-destinations.ts';
import { createInbound } from './inbound.ts';
import type { Operation } from './operation.ts';
import { optOutListOperations } from './opt-out-lists.ts';
import { phoneNumberOperations } from './phone-numbers.ts';
import { createEventPublisher, type PublishBatch } from './publish-events.ts';
import { answerError, errorOfRule, failureFor, invalid, SmsError, succeeded } from './sms-error.ts';
import { emptyState } from './state.ts';
import { tagOperations } from './tags.ts';
import { textMessageOf } from './text-message.ts';

export type EndUserMessagingOptions = {
  port: number;
  host?: string;
  stateFile?: string | undefined;
  publish: PublishBatch;
  /** False: no receipt is ever published (benchmarks). */
  receipts?: boolean;
};

const OPERATIONS: Record<string, Operation> = {
  ...configurationSetOperations,
  ...eventDestinationOperations,
  ...optOutListOperations,
  ...phoneNumberOperations,
  ...tagOperations,
};

const inputOf = ({ body }: SimulatedRequest): Record<string, unknown> => {
  try {
    return JSON.parse(body.toString() || '{}');
  } catch {
    throw invalid('The body is no JSON.', { reason: 'CANNOT_PARSE' });
  }
};

/** Starts the service. A rule's `error` is the name of one of its errors, with `reason`; `receipts` are event types. */
export const startEndUserMessaging = async (options: EndUserMessagingOptions): Promise<RunningService> => {
  const { state, save } = openState(emptyState(), options.stateFile);
  const events = createEventPublisher(state, options.publish);
  const send = (input: unknown, rule: SenderThen | undefined) => {
    const message = { ...textMessageOf(state, input), id: randomUUID(), at: Date.now(), receipts: rule?.receipts };
    if (options.receipts !== false && !message.dryRun) events.follow(message);
    return { MessageId: message.id };
  };
  const operate = (request: SimulatedRequest, rule: SenderThen | undefined) => {
    const name = String(request.headers['x-amz-target']).replace('PinpointSMSVoiceV2.', '');
    if (rule?.error) throw errorOfRule(rule.error, rule.reason);
    if (name === 'SendTextMessage') return send(inputOf(request), rule);
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (!operation) throw invalid(`Operation ${name} is not simulated.`, { reason: 'UNKNOWN_OPERATION' });
    const answer = operation(state, inputOf(request));
    if (!/^(Describe|List)/.test(name)) save();
    return answer;
  };
  const answer = (request: SimulatedRequest, rule: SenderThen | undefined): SimulatedAnswer => {
    try {
      return succeeded(operate(request, rule));
    } catch (error) {
      if (error instanceof SmsError) return answerError(error);
      throw error;
    }
  };
  const { port, host } = options;
  const running = await startSimulator({
    name: 'end-user-messaging',
    port,
    ...(host ? { host } : {}),
    answer,
    failure: failureFor,
    then: senderThen,
    doors: { '/_inbound': createInbound(state, options.publish) },
  });
  return {
    url: running.url,
    close: () => {
      events.close();
      return running.close();
    },
  };
};
