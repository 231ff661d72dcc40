// The support system: the part of Zendesk's Support API v2 that Herald uses, and its webhooks.
import * as z from 'zod';
import type { RunningService } from '../kit/http-service.ts';
import { simulatorThen } from '../kit/rule-schema.ts';
import { type SimulatedAnswer, type SimulatedRequest, startSimulator } from '../kit/simulator.ts';
import { createAgentDoor } from './agent-door.ts';
import { createIdempotency } from './idempotency.ts';
import { answerError, failureFor, SupportError } from './support-error.ts';
import { createTickets } from './tickets.ts';
import { type Agent, createUsers } from './users.ts';
import { createWebhooks } from './webhooks.ts';

export type SupportOptions = {
  port: number;
  host?: string;
  account: { email: string; token: string; webhookSecret: string };
  /** Where changes of tickets are posted to; nowhere unless set here or by `PUT /_webhook`. */
  webhookUrl?: string | undefined;
  agents?: Agent[];
};

/** `error` is one of the service's codes; `retryAfterSeconds` goes with 429 and 503. */
const then = simulatorThen.extend({
  error: z.string().optional(),
  retryAfterSeconds: z.number().min(0).optional(),
});
type Then = z.infer<typeof then>;

const ok = (body: unknown, status = 200): SimulatedAnswer => ({ status, body });
const page = (name: string, items: unknown[]) => ok({ [name]: items, meta: { has_more: false }, count: items.length });

const bodyOf = ({ body }: SimulatedRequest): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new SupportError('RecordInvalid', { base: 'Body: is no JSON' });
  }
};

const checkAccess = ({ email, token }: SupportOptions['account'], { headers }: SimulatedRequest) => {
  const basic = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  if (headers.authorization !== basic) throw new SupportError('CouldNotAuthenticate');
};

const createService = ({ account, webhookUrl, agents }: SupportOptions) => {
  const users = createUsers(agents);
  const where = { url: '' };
  const tickets = createTickets(users.people, () => where.url);
  const target = { url: webhookUrl, secret: account.webhookSecret };
  const webhooks = createWebhooks(target, users);
  const idempotent = createIdempotency();
  const createTicket = (request: SimulatedRequest): SimulatedAnswer =>
    idempotent(request, () => {
      const made = tickets.create(bodyOf(request));
      webhooks.tell(made);
      return ok({ ticket: made.ticket }, 201);
    });
  const updateTicket = (id: number, request: SimulatedRequest): SimulatedAnswer => {
    const updated = tickets.update(id, bodyOf(request));
    webhooks.tell(updated);
    return ok({ ticket: updated.ticket });
  };
  const listTickets = (externalId: string | null): SimulatedAnswer =>
    page(
      'tickets',
      (externalId === null ? tickets.all() : tickets.byExternalId(externalId)).map((one) => one.ticket),
    );
  const saveUser = (request: SimulatedRequest): SimulatedAnswer => {
    const { created, user } = users.createOrUpdate(bodyOf(request));
    return ok({ user }, created ? 201 : 200);
  };
  const routes: Record<string, (request: SimulatedRequest, query: URLSearchParams, id: number) => SimulatedAnswer> = {
    'POST /api/v2/tickets': createTicket,
    'GET /api/v2/tickets': (_request, query) => listTickets(query.get('external_id')),
    'GET /api/v2/tickets/{id}': (_request, _query, id) => ok({ ticket: tickets.one(id).ticket }),
    'PUT /api/v2/tickets/{id}': (request, _query, id) => updateTicket(id, request),
    'POST /api/v2/users/create_or_update': saveUser,
    'GET /api/v2/users': (_request, query) => page('users', query.get('role') === 'agent' ? users.agents() : []),
    'GET /api/v2/agent_availabilities': () => page('data', users.availabilities()),
  };
  const route = (request: SimulatedRequest): SimulatedAnswer => {
    const { pathname, searchParams } = new URL(request.path, 'http://support');
    const path = pathname.replace(/\.json$/, '');
    const id = Number(path.split('/').at(-1));
    const found = routes[`${request.method} ${path.replace(/(?<=tickets\/)\d+$/, '{id}')}`];
    if (!found) throw new SupportError('InvalidEndpoint');
    return found(request, searchParams, id);
  };
  return { users, tickets, target, webhooks, where, route };
};

type Service = ReturnType<typeof createService>;

const doorsOf = ({ users, tickets, target, webhooks }: Service) => ({
  '/_agent/': createAgentDoor(tickets, webhooks.tell),
  '/_tickets': () => ok(tickets.all()),
  '/_agents': ({ body }: SimulatedRequest): SimulatedAnswer => {
    const wrong = users.replaceAgents(JSON.parse(body.toString() || '[]'));
    return wrong === undefined ? ok(users.agents()) : { status: 400, body: { message: wrong } };
  },
  '/_webhook': ({ body }: SimulatedRequest): SimulatedAnswer => {
    target.url = body.toString().trim() || undefined;
    return ok({ url: target.url ?? null });
  },
});

/** Starts the service. Tickets live as long as the process. */
export const startSupport = async (options: SupportOptions): Promise<RunningService> => {
  const service = createService(options);
  const answer = (request: SimulatedRequest, rule: Then | undefined): SimulatedAnswer => {
    try {
      checkAccess(options.account, request);
      if (rule?.error) throw new SupportError(rule.error);
      return service.route(request);
    } catch (error) {
      if (error instanceof SupportError) return answerError(error, rule?.retryAfterSeconds);
      throw error;
    }
  };
  const { port, host } = options;
  const running = await startSimulator<Then>({
    ...{ name: 'support', port, answer, then, failure: failureFor, doors: doorsOf(service) },
    ...(host ? { host } : {}),
  });
  service.where.url = running.url;
  return {
    url: running.url,
    close: () => {
      service.webhooks.close();
      return running.close();
    },
  };
};
